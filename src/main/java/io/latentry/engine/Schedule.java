package io.latentry.engine;

/**
 * The learning rate over a run.
 *
 * @param kind {@code constant}, {@code cosine} or {@code one-cycle}
 * @param rate at its highest
 * @param steps of the run
 */
record Schedule(String kind, double rate, long steps) {

    private static final double RISING_SHARE = 0.1;

    /** The rate of a step, counted from 0. */
    double at(long step) {
        return switch (kind) {
            case "cosine" -> rate * falling(step, steps);
            case "one-cycle" -> oneCycle(step);
            default -> rate;
        };
    }

    private double oneCycle(long step) {
        long rising = Math.max(1, Math.round(RISING_SHARE * steps));
        return step < rising ? rate * (step + 1) / rising : rate * falling(step - rising, Math.max(1, steps - rising));
    }

    /** ½ (1 + cos πt), from 1 to 0. */
    private static double falling(long step, long of) {
        return 0.5 * (1 + Math.cos(Math.PI * step / of));
    }
}
