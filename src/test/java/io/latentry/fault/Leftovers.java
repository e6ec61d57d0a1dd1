package io.latentry.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Finds what should not be in a home folder once nothing is under way. */
final class Leftovers {

    private Leftovers() {}

    /** Half files, wherever they are, and all that is in the folder of unfinished ones. */
    static List<String> in(Path home) throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            return files.map(home::relativize)
                    .map(path -> path.toString().replace('\\', '/'))
                    .filter(path -> path.startsWith("tmp/") || path.endsWith(".tmp") || path.endsWith(".part"))
                    .filter(path -> !path.startsWith("tmp/tomcat"))
                    .toList();
        }
    }
}
