package io.latentry.engine;

import io.latentry.engine.family.Fitting;
import io.latentry.engine.family.Settings;
import io.latentry.model.Hyperparameters;

/**
 * How a run goes through its items.
 *
 * @param epochs at most
 * @param batchSize items in a step
 * @param shuffled whether every epoch has an order of its own
 * @param validationFraction share of the items that the best epoch is chosen by
 * @param patience epochs without a better one that end the run; 0 for any number
 * @param schedule of the learning rate
 * @param learningRate at its highest; 0 where there is none
 * @param advice what may help where a loss is not a number
 */
record Regimen(
        int epochs,
        int batchSize,
        boolean shuffled,
        double validationFraction,
        int patience,
        String schedule,
        double learningRate,
        String advice) {

    static Regimen of(Hyperparameters settings) {
        return new Regimen(
                settings.get(Settings.EPOCHS),
                settings.get(Settings.BATCH_SIZE),
                true,
                settings.get(Settings.VALIDATION_FRACTION),
                settings.get(Settings.PATIENCE),
                settings.get(Settings.SCHEDULE),
                settings.get(Settings.LEARNING_RATE),
                "a lower learningRate or a clipNorm may help");
    }

    static Regimen of(Fitting fitting) {
        return new Regimen(
                fitting.epochs(),
                fitting.batchSize(),
                fitting.shuffled(),
                fitting.validationFraction(),
                fitting.patience(),
                "constant",
                0,
                "items of smaller values may help");
    }
}
