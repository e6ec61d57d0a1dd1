package io.latentry.engine;

import io.latentry.engine.family.Classifier;
import io.latentry.engine.family.Family;
import io.latentry.engine.family.Fitting;
import io.latentry.engine.family.NetworkDescription;
import io.latentry.engine.family.Settings;
import io.latentry.engine.layer.Footprint;
import io.latentry.engine.layer.Parameter;
import io.latentry.model.DatasetFacts;
import io.latentry.model.ElementType;
import io.latentry.model.Hyperparameters;
import io.latentry.model.ItemShape;
import io.latentry.model.ModelConfig;
import io.latentry.model.Precision;
import java.util.List;
import java.util.Optional;

/**
 * What a {@link TrainingRun} takes of memory outside the heap.
 *
 * @param network that is trained
 * @param measured the footprint of the same network in float32
 * @param fitting how it learns without gradients; empty if it learns by them
 * @param regimen of the run
 * @param precision of the products
 * @param facts of the items
 * @param chunkSteps optimizer steps in one native call, at most
 */
record RunMemory(
        NetworkDescription network,
        Footprint measured,
        Optional<Fitting> fitting,
        Regimen regimen,
        Precision precision,
        DatasetFacts facts,
        int chunkSteps) {

    /** The values of an item on the way from its bytes to the loss, and their gradients, in float32. */
    private static final int ITEM_COPIES = 8;

    /** What passes on its way forward, in oneDNN's own order too, or its gradient on the way back. */
    private static final int PASSING_COPIES = 2;

    /** Blocks of fewer bytes come from one heap, as workers are started; larger ones are given back as soon as they are free. */
    private static final long HEAP_BLOCK_BYTES = 32L << 20;

    /** By how much results in the heap take more than their size: measured, of deep networks, whose results leave holes. */
    private static final double HEAP_SHARE = 1.6;

    /** The training of a network. */
    static RunMemory of(ModelConfig config, String freeze, DatasetFacts facts, int chunkSteps) {
        Family family = Family.of(config.method());
        Precision precision = Settings.precision(config);
        NetworkDescription network = family.network(config, freeze, precision);
        Footprint measured = precision == Precision.FLOAT32
                ? network.footprint()
                : family.network(config, freeze, Precision.FLOAT32).footprint();
        Optional<Fitting> fitting = family.fitting(config);
        Regimen regimen = fitting.map(Regimen::of).orElseGet(() -> regimen(family, config));
        return new RunMemory(network, measured, fitting, regimen, precision, facts, chunkSteps);
    }

    /** The training of a classifier's head, on features of the items. */
    static RunMemory ofHead(ModelConfig config, DatasetFacts facts, int chunkSteps) {
        Classifier family = new Classifier();
        NetworkDescription head = family.head(config);
        DatasetFacts features = new DatasetFacts(
                ItemShape.vector(config.codeSize()), ElementType.FLOAT32, facts.trainCount(), facts.testCount(), 0, 1);
        return new RunMemory(
                head,
                head.footprint(),
                Optional.empty(),
                regimen(family, config),
                Precision.FLOAT32,
                features,
                chunkSteps);
    }

    private static Regimen regimen(Family family, ModelConfig config) {
        return Regimen.of(Hyperparameters.restore(family.hyperparameters(), config.hyperparameters()));
    }

    /** At the peak. A measurement between two steps takes memory of its own where that of the steps is in pieces. */
    long bytes() {
        long measurement = measurement();
        return arrays() + chunk() + (isInHeap() ? step() + measurement : Math.max(step(), measurement));
    }

    private boolean isInHeap() {
        return batch() * network.footprint().passing() / 2 < HEAP_BLOCK_BYTES;
    }

    private long batch() {
        return Math.min(regimen.batchSize(), facts.trainCount());
    }

    /** The network, the best one so far, and what learning keeps. */
    private long arrays() {
        long learning = fitting.map(method -> size(method.working(), Double.BYTES))
                .orElseGet(() -> 2 * size(network.trained(), Float.BYTES));
        return size(network.arrays(), Float.BYTES) + size(network.changing(), Float.BYTES) + learning;
    }

    private long chunk() {
        long batch = (long) regimen.batchSize() * itemBytes();
        long steps = TrainingRun.chunkSteps(chunkSteps, batch);
        return Math.min(steps * batch, facts.trainCount() * itemBytes());
    }

    private long itemBytes() {
        return (long) facts.shape().size() * facts.elementType().bytes();
    }

    private long step() {
        if (fitting.isPresent()) {
            return fitting.get().scratchBytes() + batch() * facts.shape().size() * 3 * Double.BYTES;
        }
        Footprint results = network.footprint();
        long kept = (long) (results.kept() * (isInHeap() ? HEAP_SHARE : 1));
        return gradients() + batch() * (kept + PASSING_COPIES * results.passing() + itemCopies(facts.shape()));
    }

    /** With them the arrays in the width in which they are multiplied. */
    private long gradients() {
        long rounded = precision == Precision.FLOAT32 ? 0 : size(network.arrays(), Short.BYTES);
        return size(network.trained(), Float.BYTES) + rounded;
    }

    private long measurement() {
        long items = Math.min(Measurement.items(facts.shape()), Math.max(facts.trainCount(), facts.testCount()));
        return items * forwardBytes(measured, facts.shape());
    }

    /** An item on its way through a network without a way back. */
    static long forwardBytes(Footprint footprint, ItemShape shape) {
        return PASSING_COPIES * footprint.passing() + itemCopies(shape);
    }

    private static long itemCopies(ItemShape shape) {
        return (long) ITEM_COPIES * shape.size() * Float.BYTES;
    }

    static long size(List<Parameter> arrays, int valueBytes) {
        return valueBytes * arrays.stream().mapToLong(Parameter::size).sum();
    }
}
