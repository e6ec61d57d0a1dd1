package io.latentry.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.latentry.engine.family.NetworkDescription;
import io.latentry.model.ItemShape;
import io.latentry.model.Items;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Measures a network on items it is not trained on, a piece at a time; its noise is the same every time. */
final class Measurement implements AutoCloseable {

    private static final int MOST_VALUES = 1 << 20;
    private static final int MOST_ITEMS = 512;

    private final TorchProgram program;
    private final NetworkDescription network;
    private final NDManager manager;
    private final long seed;

    private Measurement(TorchProgram program, NetworkDescription network, NDManager manager, long seed) {
        this.program = program;
        this.network = network;
        this.manager = manager;
        this.seed = seed;
    }

    static Measurement of(TorchRuntime runtime, RunPlan plan, long seed) {
        String source = TrainingProgram.measuring(plan.measured(), plan.train().elementType(), plan.reconstructs());
        return new Measurement(TorchProgram.load(runtime, source), plan.measured(), runtime.newManager(), seed);
    }

    /** The mean of every loss over items; empty if there are none. */
    Map<String, Double> losses(ChunkReader reader, int[] indices, Seeds purpose, NDList parameters) {
        double[] sums = sums("evaluate", reader, indices, purpose, new NDList(), parameters);
        return means(sums, network.losses(), indices.length);
    }

    /** The means of the losses of a finished network on a test split; empty if that is. */
    Map<String, Double> losses(ChunkReader reader, NDList parameters) {
        int[] all = IntStream.range(0, reader.items().count()).toArray();
        return losses(reader, all, Seeds.TEST, parameters);
    }

    /**
     * The same of a network that reconstructs, and its errors: {@code mse}, the mean squared error per value of
     * reconstructions, or of denoised items; {@code baselineMse}, that of the training split's mean item; of images also
     * the peak signal-to-noise ratio {@code psnr} = −10 log₁₀ mse, in dB, if there is an error. For a denoiser {@code noisyPsnr} or {@code
     * noisyMse} say what it was given.
     */
    Map<String, Double> figures(ChunkReader reader, float[] mean, boolean noisy, NDList parameters) {
        Items items = reader.items();
        int[] all = IntStream.range(0, items.count()).toArray();
        Map<String, Double> figures = new LinkedHashMap<>(losses(reader, all, Seeds.TEST, parameters));
        if (all.length == 0) {
            return figures;
        }
        double[] errors = errors(reader, all, mean, parameters);
        figures.put("mse", errors[0]);
        figures.put("baselineMse", errors[2]);
        if (noisy) {
            figures.put("noisyMse", errors[1]);
        }
        if (items.shape().isImage()) {
            putRatio(figures, "psnr", errors[0]);
            if (noisy) {
                putRatio(figures, "noisyPsnr", errors[1]);
            }
        }
        return figures;
    }

    /** Without an error the ratio has no number. */
    private static void putRatio(Map<String, Double> figures, String name, double error) {
        if (error > 0) {
            figures.put(name, -10 * Math.log10(error));
        }
    }

    private double[] errors(ChunkReader reader, int[] indices, float[] mean, NDList parameters) {
        try (NDManager own = manager.newSubManager()) {
            int[] shape = reader.items().shape().batch(1);
            NDArray item =
                    own.create(mean).reshape(Arrays.stream(shape).asLongStream().toArray());
            double[] sums = sums("measure", reader, indices, Seeds.TEST, new NDList(item), parameters);
            return Arrays.stream(sums).map(sum -> sum / indices.length).toArray();
        }
    }

    /** Items that are measured at once. */
    static int items(ItemShape shape) {
        return Math.max(1, Math.min(MOST_ITEMS, MOST_VALUES / shape.size()));
    }

    private double[] sums(
            String method, ChunkReader reader, int[] indices, Seeds purpose, NDList further, NDList parameters) {
        int step = items(reader.items().shape());
        double[] sums = new double[0];
        for (int from = 0; from < indices.length; from += step) {
            try (NDManager call = manager.newSubManager()) {
                int to = Math.min(indices.length, from + step);
                NDList inputs = new NDList(
                        reader.read(call, indices, from, to),
                        reader.labels(call, indices, from, to),
                        call.create(purpose.at(seed, from)));
                inputs.addAll(further);
                inputs.addAll(parameters);
                double[] piece = program.call(method, inputs).head().toDoubleArray();
                sums = sums.length == 0 ? piece : add(sums, piece);
            }
        }
        return sums;
    }

    @Override
    public void close() {
        program.close();
        manager.close();
    }

    static double[] add(double[] a, double[] b) {
        return IntStream.range(0, a.length).mapToDouble(i -> a[i] + b[i]).toArray();
    }

    /** Sums over items, as means by name. */
    static Map<String, Double> means(double[] sums, List<String> names, long items) {
        Map<String, Double> means = new LinkedHashMap<>();
        for (int i = 0; i < sums.length; i++) {
            means.put(names.get(i), sums[i] / items);
        }
        return means;
    }
}
