package io.latentry.fault;

import java.util.Locale;

/** What a file system does for a writer, and can fail to do. */
enum Operation {
    CREATE,
    WRITE,
    FORCE,
    RENAME,
    DELETE;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
