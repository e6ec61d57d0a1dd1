package io.latentry.storage;

import java.util.function.Supplier;

/** Marks what a thread writes as allowed on a full disk, from the reserve: deletions, and what stops jobs. */
public final class EssentialWrites {

    private static final ThreadLocal<Integer> DEPTH = ThreadLocal.withInitial(() -> 0);

    private EssentialWrites() {}

    public static <T> T run(Supplier<T> work) {
        begin();
        try {
            return work.get();
        } finally {
            end();
        }
    }

    /** Begins a stretch of such writes on this thread; each is to be ended. */
    public static void begin() {
        DEPTH.set(DEPTH.get() + 1);
    }

    public static void end() {
        int depth = DEPTH.get() - 1;
        if (depth == 0) {
            DEPTH.remove();
        } else {
            DEPTH.set(depth);
        }
    }

    static boolean isActive() {
        return DEPTH.get() > 0;
    }
}
