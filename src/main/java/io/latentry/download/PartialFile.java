package io.latentry.download;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** What has come of a file so far, and the tag by which its source knows whether it is still the same file. */
final class PartialFile {

    private final Path file;
    private final Path tag;

    PartialFile(Path folder) {
        this.file = folder.resolve("received.part");
        this.tag = folder.resolve("received.tag");
    }

    Path file() {
        return file;
    }

    long size() throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }

    Optional<String> tag() throws IOException {
        return Files.exists(tag) ? Optional.of(Files.readString(tag)) : Optional.empty();
    }

    /** Begins anew, with what the source calls the file. */
    void begin(Optional<String> newTag) throws IOException {
        delete();
        if (newTag.isPresent()) {
            Files.writeString(tag, newTag.get());
        }
        Files.createFile(file);
    }

    WritableByteChannel append() throws IOException {
        return Files.newByteChannel(file, StandardOpenOption.APPEND);
    }

    void delete() throws IOException {
        Files.deleteIfExists(file);
        Files.deleteIfExists(tag);
    }
}
