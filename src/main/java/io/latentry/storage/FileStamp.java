package io.latentry.storage;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;

/**
 * What changes when a file is written or replaced: its size, its times and its identity. Where the file system counts them,
 * the time of the last change of its attributes too, which a copy that preserves times cannot set back.
 *
 * @param attributes by name
 */
public record FileStamp(Map<String, Object> attributes) {

    private static final boolean UNIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("unix");

    /** The stamp of a file. */
    public static FileStamp of(Path file) throws IOException {
        if (UNIX) {
            return new FileStamp(Map.copyOf(Files.readAttributes(file, "unix:size,lastModifiedTime,ctime,ino")));
        }
        BasicFileAttributes basic = Files.readAttributes(file, BasicFileAttributes.class);
        return new FileStamp(Map.of("size", basic.size(), "lastModifiedTime", basic.lastModifiedTime()));
    }
}
