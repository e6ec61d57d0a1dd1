package io.latentry.inference;

import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Chooses seeds where requests give none. */
final class Seeds {

    private Seeds() {}

    /** The seed given, or a random one that is short enough to be copied by hand and exact in every JSON reader. */
    static long orRandom(@Nullable Long given) {
        return given == null ? ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE) : given;
    }
}
