package io.latentry.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import io.latentry.engine.SafeTensorsWriter.Entry;
import java.util.Map;

/**
 * Steps of the optimizer.
 *
 * @param runtime that computes gradients
 * @param program of {@link TrainingProgram}
 * @param state of the network
 * @param adam the optimizer's own
 * @param batchSize items in a step
 */
record GradientLearning(TorchRuntime runtime, TorchProgram program, TrainingState state, AdamState adam, int batchSize)
        implements Learning {

    /** The collector switches gradients on for this thread. */
    @Override
    public double[] steps(NDArray x, NDArray labels, long[] seeds, double[] rates, int epoch) {
        NDManager call = x.getManager();
        try (GradientCollector collector = runtime.newGradientCollector()) {
            NDList inputs =
                    new NDList(x, labels, call.create((long) batchSize), call.create(seeds), call.create(rates));
            inputs.addAll(state.parameters()).addAll(adam.arrays());
            return program.train("train", inputs).head().toDoubleArray();
        }
    }

    @Override
    public void endEpoch(int epoch, long seed) {}

    @Override
    public Map<String, Double> figures() {
        return Map.of();
    }

    @Override
    public Map<String, Entry> entries() {
        return adam.entries();
    }
}
