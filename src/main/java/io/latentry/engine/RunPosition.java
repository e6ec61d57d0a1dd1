package io.latentry.engine;

import io.latentry.core.error.TrainingFailedException;
import io.latentry.model.EpochReport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Where a run stands: epoch, batch and step, the epoch's losses, and which epoch was the best. */
final class RunPosition {

    /** A loss this many times its first value, and beyond the value itself, does not come back. */
    private static final double EXPLOSION = 1e4;

    private final int epochs;
    private final int batches;
    private final List<String> losses;
    private final String advice;

    private int epoch = 1;
    private int batch;
    private long step;
    private double[] sums;
    private long items;
    private double firstLoss = Double.NaN;
    private int bestEpoch;
    private double bestLoss = Double.POSITIVE_INFINITY;
    private boolean finished;
    private final List<EpochReport> history = new ArrayList<>();

    /**
     * The position before the first step.
     *
     * @param epochs at most
     * @param batches of an epoch
     * @param losses their names
     * @param advice what may help where one is not a number
     */
    RunPosition(int epochs, int batches, List<String> losses, String advice) {
        this.epochs = epochs;
        this.batches = batches;
        this.losses = losses;
        this.advice = advice;
        this.sums = new double[losses.size()];
    }

    void restore(Checkpoint checkpoint) {
        epoch = checkpoint.epoch();
        batch = checkpoint.batch();
        step = checkpoint.step();
        sums = checkpoint.sums().stream().mapToDouble(Double::doubleValue).toArray();
        items = checkpoint.items();
        firstLoss = checkpoint.firstLoss();
        bestEpoch = checkpoint.bestEpoch();
        bestLoss = checkpoint.bestLoss();
        finished = checkpoint.finished();
        history.addAll(checkpoint.history());
    }

    Checkpoint checkpoint(double seconds) {
        List<Double> boxed = Arrays.stream(sums).boxed().toList();
        return new Checkpoint(
                epoch, batch, step, boxed, items, firstLoss, bestEpoch, bestLoss, finished, seconds, history);
    }

    /**
     * A chunk is done.
     *
     * @param steps of the chunk
     * @param count of its items
     * @param chunkSums of the losses over them
     * @throws TrainingFailedException if they are not finite, or have exploded
     */
    void advance(int steps, int count, double[] chunkSums) {
        step += steps;
        batch += steps;
        items += count;
        sums = Measurement.add(sums, chunkSums);
        double loss = chunkSums[0] / count;
        firstLoss = Double.isNaN(firstLoss) ? loss : firstLoss;
        check("training", loss);
    }

    /**
     * Checks what was measured after the steps so far.
     *
     * @param split that it was measured on
     * @param measured losses by name; none if there were no items
     * @throws TrainingFailedException if one is not finite, or what is minimised has exploded
     */
    void check(String split, Map<String, Double> measured) {
        measured.forEach((name, loss) -> {
            if (name.equals(losses.get(0))) {
                check(split, (double) loss);
            } else {
                checkFinite(split, loss);
            }
        });
    }

    private void check(String split, double loss) {
        checkFinite(split, loss);
        if (loss > EXPLOSION * Math.max(1, Math.abs(firstLoss))) {
            throw new TrainingFailedException(
                    "loss-exploded",
                    "The %s loss has grown from %.4g to %.4g after step %d; %s"
                            .formatted(split, firstLoss, loss, step, advice));
        }
    }

    private void checkFinite(String split, double loss) {
        if (!Double.isFinite(loss)) {
            throw new TrainingFailedException(
                    "loss-not-finite", "The %s loss is not a number after step %d; %s".formatted(split, step, advice));
        }
    }

    boolean atEndOfEpoch() {
        return batch == batches;
    }

    /**
     * An epoch is done.
     *
     * @param validation its losses; if empty, the last epoch is the best
     * @param learningRate of its last step
     * @param patience epochs without a better one that end the run; 0 for any number
     * @throws TrainingFailedException if the validation losses are not finite, or have exploded
     */
    EpochReport endEpoch(Map<String, Double> validation, double learningRate, int patience) {
        check("validation", validation);
        double loss = validation.isEmpty() ? Double.NEGATIVE_INFINITY : validation.get(losses.get(0));
        boolean best = validation.isEmpty() || loss < bestLoss;
        if (best) {
            bestLoss = loss;
            bestEpoch = epoch;
        }
        EpochReport report = new EpochReport(epoch, losses(), validation, learningRate, best);
        history.add(report);
        finished = epoch == epochs || (patience > 0 && epoch - bestEpoch >= patience);
        epoch = finished ? epoch : epoch + 1;
        batch = 0;
        items = 0;
        sums = new double[sums.length];
        return report;
    }

    /** Means over the epoch so far. */
    Map<String, Double> losses() {
        return Measurement.means(sums, losses, Math.max(1, items));
    }

    int epoch() {
        return epoch;
    }

    int epochs() {
        return epochs;
    }

    int batch() {
        return batch;
    }

    long step() {
        return step;
    }

    long steps() {
        return (long) epochs * batches;
    }

    boolean finished() {
        return finished;
    }

    int bestEpoch() {
        return bestEpoch;
    }

    List<EpochReport> history() {
        return List.copyOf(history);
    }
}
