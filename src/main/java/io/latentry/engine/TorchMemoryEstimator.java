package io.latentry.engine;

import io.latentry.engine.family.Classifier;
import io.latentry.engine.family.Family;
import io.latentry.engine.family.NetworkDescription;
import io.latentry.model.DatasetFacts;
import io.latentry.model.MemoryEstimate;
import io.latentry.model.MemoryEstimator;
import io.latentry.model.ModelConfig;
import io.latentry.model.Precision;
import io.latentry.model.Transfer;
import org.jspecify.annotations.Nullable;

/** Estimates from the shapes of arrays and layers; {@code bench/memory} holds the estimates against measured peaks. */
final class TorchMemoryEstimator implements MemoryEstimator {

    /** A worker before its network: the JVM without its heap, and libtorch, without the pages of their files. */
    private static final long PROCESS_BYTES = 88L << 20;

    /** The heap of a worker whose dataset is small. */
    private static final long HEAP_BYTES = 32L << 20;

    /** An item's place in each of the orders and splits that there are at one time. */
    private static final long HEAP_BYTES_PER_ITEM = 5 * Integer.BYTES;

    /** Moments of each value of an item, in float64 and float32. */
    private static final long HEAP_BYTES_PER_VALUE = 4 * Double.BYTES + 2 * Float.BYTES;

    /** Chunks of items, and what the regression keeps of them. */
    private static final long PROTOCOL_BYTES = 32L << 20;

    /** The method whose models are compared with the best linear denoiser. */
    private static final String DENOISER = "denoising-autoencoder";

    /** Items of more values are not compared with it. */
    private static final int MOST_DENOISED_VALUES = 4_096;

    /** Moments, right-hand sides and factors of the best linear denoiser, in float64. */
    private static final int DENOISER_MATRICES = 6;

    /** A batch of items and of noisy ones, and both without their means, in float64. */
    private static final int DENOISER_BATCHES = 4;

    /** Values in a batch of items, at most. */
    private static final long BATCH_VALUES = 1 << 20;

    /** Items of more values have their principal components found by the randomized solver. */
    private static final int MOST_EXACT_VALUES = 1_024;

    /** Directions that it tries beyond the components. */
    private static final int OVERSAMPLING = 16;

    /** Numbers and positions of an item's neighbours, by two distances. */
    private static final long HEAP_BYTES_PER_QUERY = 2 * (16 + 5 * Integer.BYTES);

    @Override
    public MemoryEstimate ofTraining(ModelConfig config, @Nullable String freeze, DatasetFacts facts, int chunkSteps) {
        String frozen = freeze == null ? Transfer.NONE : freeze;
        if (frozen.equals(Transfer.ALL) && !Classifier.augments(config)) {
            RunMemory head = RunMemory.ofHead(config, facts, chunkSteps);
            NetworkDescription whole = new Classifier().network(config, frozen, Precision.FLOAT32);
            return estimate(facts, Math.max(head.bytes(), use(config, whole)));
        }
        RunMemory run = RunMemory.of(config, frozen, facts, chunkSteps);
        boolean isAppraised = !frozen.equals(Transfer.ALL) && facts.testCount() > 0;
        return estimate(
                facts, isAppraised ? Math.max(run.bytes(), appraisal(config, run.network(), facts)) : run.bytes());
    }

    /** The codes of some items, or principal components to compare them with. */
    private static long appraisal(ModelConfig config, NetworkDescription network, DatasetFacts facts) {
        long values = facts.shape().size();
        long protocols = config.method().equals(DENOISER) ? linearDenoiser(values) : 0;
        return Math.max(use(config, network) + PROTOCOL_BYTES + protocols, components(values, config.codeSize()));
    }

    private static long linearDenoiser(long values) {
        return values > MOST_DENOISED_VALUES
                ? 0
                : (DENOISER_MATRICES * values * values + DENOISER_BATCHES * BATCH_VALUES) * Double.BYTES;
    }

    /** The moments, axes and scratch of the exact solver; the range, its image and what makes it orthogonal of the other. */
    private static long components(long values, long codeSize) {
        long range = Math.min(values, codeSize + OVERSAMPLING);
        return (values <= MOST_EXACT_VALUES ? 4 * values * values : 5 * values * range) * Double.BYTES;
    }

    /** A network in use: its arrays, which are there twice while they are folded, and items on their way through it. */
    private static long use(ModelConfig config, NetworkDescription network) {
        int items = Family.of(config.method()).mostServed(config);
        return 2 * RunMemory.size(network.arrays(), Float.BYTES)
                + items * RunMemory.forwardBytes(network.footprint(), config.shape());
    }

    private static MemoryEstimate estimate(DatasetFacts facts, long nativeBytes) {
        long items = facts.trainCount() * HEAP_BYTES_PER_ITEM + facts.testCount() * HEAP_BYTES_PER_QUERY;
        long values = facts.shape().size() * HEAP_BYTES_PER_VALUE;
        return new MemoryEstimate(HEAP_BYTES + items + values, PROCESS_BYTES + nativeBytes);
    }
}
