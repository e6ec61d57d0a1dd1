package io.latentry.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.latentry.engine.SafeTensorsWriter.Entry;
import io.latentry.engine.family.NetworkDescription;
import io.latentry.engine.layer.Parameter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A network in training: its arrays {@code p}, of which the first are trained, Adam's moments {@code m} and {@code v} and
 * step counts {@code t} of those, and the best weights so far. All in one manager, which is closed with it.
 */
final class TrainingState implements AutoCloseable {

    private static final String BEST = "best.";
    private static final List<String> OF_THE_OPTIMIZER = List.of("m.", "v.");

    private final NetworkDescription network;
    private final NDManager manager;
    private final NDList p = new NDList();
    private final NDList m = new NDList();
    private final NDList v = new NDList();
    private final NDList t = new NDList();
    private final NDList best = new NDList();

    private TrainingState(NetworkDescription network, NDManager manager) {
        this.network = network;
        this.manager = manager;
    }

    /** The state before the first step. */
    static TrainingState initial(NetworkDescription network, NDManager manager, long seed, ItemStatistics statistics) {
        TrainingState state = new TrainingState(network, manager);
        for (Parameter parameter : network.trained()) {
            float[] weights = InitialWeights.draw(parameter, seed, state.p.size());
            state.addTrained(manager.create(weights, shape(parameter)), 0);
            state.m.add(named("m[]", manager.zeros(shape(parameter))));
            state.v.add(named("v[]", manager.zeros(shape(parameter))));
            state.best.add(manager.create(weights, shape(parameter)));
        }
        for (Parameter statistic : network.statistics()) {
            float[] values =
                    statistic.name().equals(NetworkDescription.MEAN) ? statistics.mean() : statistics.deviation();
            state.p.add(named("p[]", manager.create(values, shape(statistic))));
        }
        return state;
    }

    /** The state that {@link #entries} gave. */
    static TrainingState restore(NetworkDescription network, NDManager manager, SafeTensorsReader file, long step) {
        TrainingState state = new TrainingState(network, manager);
        for (Parameter parameter : network.trained()) {
            state.addTrained(state.read(file, "p.", parameter), step);
            state.m.add(named("m[]", state.read(file, "m.", parameter)));
            state.v.add(named("v[]", state.read(file, "v.", parameter)));
            state.best.add(state.read(file, BEST, parameter));
        }
        for (Parameter statistic : network.statistics()) {
            state.p.add(named("p[]", state.read(file, "p.", statistic)));
        }
        return state;
    }

    private void addTrained(NDArray weights, long step) {
        p.add(named("p[]", weights));
        t.add(named("t[]", manager.create((float) step)));
    }

    private static NDArray named(String name, NDArray array) {
        array.setName(name);
        return array;
    }

    private static Shape shape(Parameter parameter) {
        return new Shape(
                parameter.shape().stream().mapToLong(Integer::longValue).toArray());
    }

    /** The steps change arrays in place, which the file's mapped bytes would not survive: they are copied. */
    private NDArray read(SafeTensorsReader file, String prefix, Parameter parameter) {
        ByteBuffer mapped = file.bytes(prefix + parameter.name());
        ByteBuffer direct = ByteBuffer.allocateDirect(mapped.remaining()).order(ByteOrder.LITTLE_ENDIAN);
        direct.put(mapped).flip();
        try (NDArray view = manager.create(direct, shape(parameter), DataType.FLOAT32)) {
            return view.duplicate();
        }
    }

    /** The network's arrays, as a program takes them. */
    NDList parameters() {
        return p;
    }

    /** All that a step changes, as a program takes it. */
    NDList all() {
        return new NDList(p).addAll(m).addAll(v).addAll(t);
    }

    /** Keeps the present weights as the best. */
    void keepAsBest() {
        for (int i = 0; i < best.size(); i++) {
            p.get(i).copyTo(best.get(i));
        }
    }

    /** Goes back to the best weights. */
    void useBest() {
        for (int i = 0; i < best.size(); i++) {
            best.get(i).copyTo(p.get(i));
        }
    }

    /** The arrays for a checkpoint, copied. */
    Map<String, Entry> entries() {
        Map<String, Entry> entries = new TreeMap<>();
        weights().forEach((name, entry) -> entries.put("p." + name, entry));
        for (int i = 0; i < network.trained().size(); i++) {
            Parameter parameter = network.trained().get(i);
            entries.put(OF_THE_OPTIMIZER.get(0) + parameter.name(), entry(m.get(i)));
            entries.put(OF_THE_OPTIMIZER.get(1) + parameter.name(), entry(v.get(i)));
            entries.put(BEST + parameter.name(), entry(best.get(i)));
        }
        return entries;
    }

    /** The network's arrays for its file, copied. */
    Map<String, Entry> weights() {
        Map<String, Entry> entries = new TreeMap<>();
        List<Parameter> arrays = network.arrays();
        for (int i = 0; i < arrays.size(); i++) {
            entries.put(arrays.get(i).name(), entry(p.get(i)));
        }
        return entries;
    }

    private static Entry entry(NDArray array) {
        return Entry.of(
                StoredType.F32,
                array.toByteBuffer().order(ByteOrder.LITTLE_ENDIAN),
                array.getShape().getShape());
    }

    @Override
    public void close() {
        manager.close();
    }
}
