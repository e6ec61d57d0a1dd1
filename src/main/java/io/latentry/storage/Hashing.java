package io.latentry.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of files, hexadecimal. */
public final class Hashing {

    private Hashing() {}

    /** Copies a file over another and returns the hash of what was copied. */
    public static String copy(Path source, Path target) throws IOException {
        FreeSpace.require(target.toAbsolutePath().getParent(), Files.size(source));
        try (OutputStream output = Files.newOutputStream(target)) {
            return transfer(source, output);
        }
    }

    public static String hash(Path file) throws IOException {
        return transfer(file, OutputStream.nullOutputStream());
    }

    /** Writes a file to a stream and returns the hash of what was written. */
    private static String transfer(Path file, OutputStream output) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream input = new DigestInputStream(Files.newInputStream(file), digest)) {
            input.transferTo(output);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
