package io.latentry.job;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/**
 * Makes ids that sort by time: UUIDs of version 7, whose 12 bits after the millisecond count the ids within it
 * (<a href="https://www.rfc-editor.org/rfc/rfc9562#section-5.7">RFC 9562</a>, section 6.2, method 1).
 */
final class JobIds {

    private static final int COUNTER_LIMIT = 1 << 12;
    private static final int MILLISECONDS_SHIFT = 16;

    private final SecureRandom random = new SecureRandom();
    private final Clock clock;
    private long milliseconds;
    private int counter;

    /** Goes on after the newest id, or from the start if there is none, whatever the clock says. */
    JobIds(Clock clock, Optional<String> newest) {
        this.clock = clock;
        newest.map(UUID::fromString).map(UUID::getMostSignificantBits).ifPresent(high -> {
            milliseconds = high >>> MILLISECONDS_SHIFT;
            counter = (int) (high & COUNTER_LIMIT - 1);
        });
    }

    synchronized String next() {
        long now = clock.millis();
        counter++;
        if (now > milliseconds) {
            milliseconds = now;
            counter = 0;
        } else if (counter == COUNTER_LIMIT) {
            milliseconds++;
            counter = 0;
        }
        long high = milliseconds << MILLISECONDS_SHIFT | 0x7000 | counter;
        long low = random.nextLong() >>> 2 | 1L << 63;
        return new UUID(high, low).toString();
    }
}
