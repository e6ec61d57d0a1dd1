package io.latentry.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import io.latentry.engine.SafeTensorsWriter.Entry;
import io.latentry.engine.family.Fitting;
import io.latentry.engine.layer.Parameter;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Steps of a method that needs no gradients.
 *
 * @param program of {@link FittingProgram}
 * @param fitting how it learns
 * @param state of the network
 * @param working arrays of float64
 */
record FittingLearning(TorchProgram program, Fitting fitting, TrainingState state, NDList working) implements Learning {

    private static final String PREFIX = "working.";

    /** An array that {@link #entries} gave. */
    static NDArray read(SafeTensorsReader file, Parameter parameter, NDManager manager) {
        try (NDManager mapped = manager.newSubManager()) {
            NDArray view = mapped.create(
                    file.bytes(PREFIX + parameter.name()), WeightsFile.shapeOf(parameter), DataType.FLOAT64);
            NDArray copy = view.duplicate();
            copy.attach(manager);
            return TrainingState.named(WeightsFile.ARGUMENT, copy);
        }
    }

    void begin(Examples examples) {
        if (fitting.examples() > 0) {
            try (NDManager call = state.manager().newSubManager()) {
                NDArray seed = call.create(Seeds.WEIGHTS.at(examples.seed(), 0));
                call("start", new NDList(examples.read(call, fitting.examples()), seed));
            }
        }
    }

    @Override
    public double[] steps(NDArray x, NDArray labels, long[] seeds, double[] rates, int epoch) {
        NDManager call = x.getManager();
        NDArray size = call.create((long) fitting.batchSize());
        return call("fit", new NDList(x, labels, size, call.create(seeds), call.create((long) epoch)))
                .head()
                .toDoubleArray();
    }

    @Override
    public void endEpoch(int epoch, long seed) {
        try (NDManager call = state.manager().newSubManager()) {
            call("end_epoch", new NDList(call.create((long) epoch), call.create(seed)));
        }
    }

    @Override
    public Map<String, Double> figures() {
        Map<String, Double> figures = new LinkedHashMap<>();
        try (NDManager call = state.manager().newSubManager()) {
            double[] values = fitting.figures().isEmpty()
                    ? new double[0]
                    : call("tell", new NDList(call.create(0L))).head().toDoubleArray();
            for (int i = 0; i < values.length; i++) {
                figures.put(fitting.figures().get(i), values[i]);
            }
        }
        return figures;
    }

    private NDList call(String method, NDList inputs) {
        return program.call(method, inputs.addAll(state.parameters()).addAll(working));
    }

    /** Not copied, for they may be large: they must be written before the next step. */
    @Override
    public Map<String, Entry> entries() {
        Map<String, Entry> entries = new TreeMap<>();
        for (int i = 0; i < working.size(); i++) {
            NDArray array = working.get(i);
            entries.put(
                    PREFIX + fitting.working().get(i).name(),
                    Entry.of(
                            StoredType.F64,
                            array.toByteBuffer(true).order(ByteOrder.LITTLE_ENDIAN),
                            array.getShape().getShape()));
        }
        return entries;
    }
}
