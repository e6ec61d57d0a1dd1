package io.latentry.fault;

import java.io.IOException;
import java.time.Duration;

/** Happens to a real volume: which writer meets it is not observed, so it is given some time. */
abstract class VolumeTrouble implements Trouble {

    private static final Duration BEFORE_IT_IS_MET = Duration.ofMillis(1500);

    private long begun;

    /** Uses up what the volume has. */
    abstract void use() throws IOException;

    @Override
    public final void begin() throws IOException {
        use();
        begun = System.nanoTime();
    }

    @Override
    public final boolean isMet() {
        return System.nanoTime() - begun > BEFORE_IT_IS_MET.toNanos();
    }

    @Override
    public final boolean lasts() {
        return true;
    }
}
