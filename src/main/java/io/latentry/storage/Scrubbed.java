package io.latentry.storage;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Something stored that the scrub compares with its checksums.
 *
 * @param name such as {@code dataset digits}
 * @param check finds out whether it is still what was stored
 */
public record Scrubbed(String name, Check check) {

    /** Compares files with their checksums. */
    @FunctionalInterface
    public interface Check {

        /**
         * Reads all files.
         *
         * @return what is damaged; empty if nothing is, or if it has been deleted meanwhile
         */
        Optional<String> damage(FileSource source) throws IOException;
    }

    /** Lists what a room stores; each room that has files provides one as a bean. */
    @FunctionalInterface
    public interface Shelf {

        List<Scrubbed> all();
    }
}
