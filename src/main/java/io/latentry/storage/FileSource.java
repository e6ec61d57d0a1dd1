package io.latentry.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Opens files to be compared with their checksums; the scrub's does so slowly. */
@FunctionalInterface
public interface FileSource {

    /** As fast as the disk allows. */
    FileSource DIRECT = Files::newInputStream;

    InputStream open(Path file) throws IOException;
}
