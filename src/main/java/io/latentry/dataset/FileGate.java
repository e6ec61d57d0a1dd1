package io.latentry.dataset;

import java.nio.file.Path;
import java.util.function.Consumer;

/** Has a file checked before it is first read; cheap to pass afterwards. */
final class FileGate {

    private final Path file;
    private final Consumer<Path> check;
    private volatile boolean open;

    /**
     * A closed gate.
     *
     * @param check throws if the file must not be read
     */
    FileGate(Path file, Consumer<Path> check) {
        this.file = file;
        this.check = check;
    }

    void pass() {
        if (!open) {
            check.accept(file);
            open = true;
        }
    }
}
