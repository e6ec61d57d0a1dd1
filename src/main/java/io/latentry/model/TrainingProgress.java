package io.latentry.model;

import java.util.Map;

/**
 * Where a training run stands.
 *
 * @param phase {@value #FEATURES}: features are computed, an item a step, before a head is trained on them; {@value
 *     #TRAINING}: weights are
 * @param epoch being trained, from 1
 * @param epochs at most
 * @param step done, over all epochs
 * @param steps at most, over all epochs
 * @param losses the epoch's running means by name, {@code loss} among them
 * @param itemsPerSecond trained since the process started
 * @param etaSeconds until the last epoch, if no early stopping comes before
 */
public record TrainingProgress(
        String phase,
        int epoch,
        int epochs,
        long step,
        long steps,
        Map<String, Double> losses,
        double itemsPerSecond,
        double etaSeconds) {

    public static final String FEATURES = "features";
    public static final String TRAINING = "training";
}
