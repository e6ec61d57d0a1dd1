package io.latentry.exchange;

/**
 * A request's turn to work: it begins when the body is in memory, so that no slow sender holds others up, and ends
 * when the answer is computed, or with the request.
 */
class Turn {

    private final Turnstile turnstile;
    private boolean taken;

    Turn(Turnstile turnstile) {
        this.turnstile = turnstile;
    }

    /**
     * Waits until it is the request's turn.
     *
     * @throws io.latentry.core.error.RetryLaterException if too many wait already
     * @throws io.latentry.core.error.DeadlineException if it takes too long
     */
    void begin() {
        if (!taken) {
            turnstile.enter();
            taken = true;
        }
    }

    /** Gives the turn away for the time of something long that is no work, and takes it again. */
    void interrupt(Runnable something) {
        boolean again = taken;
        end();
        something.run();
        if (again) {
            turnstile.enterAgain();
            taken = true;
        }
    }

    void end() {
        if (taken) {
            taken = false;
            turnstile.leave();
        }
    }
}
