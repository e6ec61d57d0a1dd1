package io.latentry.download;

import java.time.Duration;
import java.util.Optional;

/**
 * How often a source is asked again. Pauses double, up to a minute, and begin anew with every attempt that gets further; those
 * between attempts that do not add up to a limit, and the attempts of a source that gets further and further by a little
 * have one, too.
 */
final class Patience {

    static final int MOST_ATTEMPTS = 100;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final Duration limit;
    private Duration waited = Duration.ZERO;
    private Duration next = FIRST_PAUSE;
    private int attempts;

    Patience(Duration limit) {
        this.limit = limit;
    }

    /**
     * After an attempt that failed.
     *
     * @param fruitful whether it got further than all before
     * @param wish how long the source wants to be left alone, which counts as far as the limit goes
     * @return the pause before the next attempt; empty if there should be none
     */
    Optional<Duration> pause(boolean fruitful, Duration wish) {
        attempts++;
        if (fruitful) {
            waited = Duration.ZERO;
            next = FIRST_PAUSE;
        }
        Duration left = limit.minus(waited);
        if (left.isZero() || attempts == MOST_ATTEMPTS) {
            return Optional.empty();
        }
        Duration pause = shorter(next.compareTo(wish) > 0 ? next : wish, left);
        waited = waited.plus(pause);
        next = shorter(next.multipliedBy(2), LONGEST_PAUSE);
        return Optional.of(pause);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
