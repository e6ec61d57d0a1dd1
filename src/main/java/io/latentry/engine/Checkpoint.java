package io.latentry.engine;

import io.latentry.model.EpochReport;
import java.util.List;

/**
 * Where a run stands, beside its arrays; {@link Checkpoints} keeps them together in one file.
 *
 * @param epoch being trained, from 1
 * @param batch next of that epoch, from 0
 * @param step done, over all epochs
 * @param sums of the epoch's losses over the items so far
 * @param items of the epoch so far
 * @param firstLoss of the run, which explosion is told by
 * @param bestEpoch so far; 0 before the first
 * @param bestLoss of that epoch
 * @param finished whether no step is left
 * @param seconds of training so far
 * @param history of the epochs so far
 */
record Checkpoint(
        int epoch,
        int batch,
        long step,
        List<Double> sums,
        long items,
        double firstLoss,
        int bestEpoch,
        double bestLoss,
        boolean finished,
        double seconds,
        List<EpochReport> history) {}
