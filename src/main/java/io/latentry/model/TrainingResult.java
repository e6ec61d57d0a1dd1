package io.latentry.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a training run came to.
 *
 * @param epochs that were run
 * @param bestEpoch whose weights were kept, from 1
 * @param seconds of training over all processes that took part
 * @param metrics final figures by name: {@code validation.loss}, {@code test.loss}, {@code test.mse} and so on;
 *     {@code run.trainingSeconds}, {@code run.itemsPerSecond}
 * @param history one report per epoch
 */
public record TrainingResult(
        int epochs, int bestEpoch, double seconds, Map<String, Double> metrics, List<EpochReport> history) {

    /** The same with further figures. */
    public TrainingResult with(Map<String, Double> further) {
        Map<String, Double> all = new LinkedHashMap<>(metrics);
        all.putAll(further);
        return new TrainingResult(epochs, bestEpoch, seconds, all, history);
    }
}
