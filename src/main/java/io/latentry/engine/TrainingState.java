package io.latentry.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import io.latentry.engine.SafeTensorsWriter.Entry;
import io.latentry.engine.family.NetworkDescription;
import io.latentry.engine.layer.Parameter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A network in training: its arrays {@code p}, in the order of {@link NetworkDescription#arrays()}, Adam's moments {@code m} and {@code v} and
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

    /**
     * The state before the first step.
     *
     * @param inherited what begins as it is in the parent
     */
    static TrainingState initial(
            NetworkDescription network,
            NDManager manager,
            long seed,
            ItemStatistics statistics,
            InheritedWeights inherited) {
        TrainingState state = new TrainingState(network, manager);
        for (Parameter parameter : network.trained()) {
            NDArray weights = state.begin(parameter, seed, inherited);
            state.addTrained(weights, 0);
            state.m.add(named("m[]", manager.zeros(WeightsFile.shapeOf(parameter))));
            state.v.add(named("v[]", manager.zeros(WeightsFile.shapeOf(parameter))));
        }
        network.tracked().forEach(parameter -> state.p.add(state.begin(parameter, seed, inherited)));
        for (Parameter parameter : network.statistics()) {
            float[] values =
                    parameter.name().equals(NetworkDescription.MEAN) ? statistics.mean() : statistics.deviation();
            state.p.add(inherited
                    .read(parameter, manager)
                    .orElseGet(() -> manager.create(values, WeightsFile.shapeOf(parameter))));
        }
        state.addFrozen(inherited);
        network.changing()
                .forEach(parameter ->
                        state.best.add(state.p.get(state.best.size()).duplicate()));
        return state;
    }

    private NDArray begin(Parameter parameter, long seed, InheritedWeights inherited) {
        return inherited
                .read(parameter, manager)
                .orElseGet(() ->
                        manager.create(InitialWeights.draw(parameter, seed, p.size()), WeightsFile.shapeOf(parameter)));
    }

    private void addFrozen(InheritedWeights inherited) {
        for (Parameter parameter : network.frozen()) {
            p.add(inherited.read(parameter, manager).orElseThrow());
        }
        p.forEach(array -> named("p[]", array));
    }

    /** The state that {@link #entries} gave. */
    static TrainingState restore(
            NetworkDescription network,
            NDManager manager,
            SafeTensorsReader file,
            long step,
            InheritedWeights inherited) {
        TrainingState state = new TrainingState(network, manager);
        for (Parameter parameter : network.trained()) {
            state.addTrained(state.read(file, "p.", parameter), step);
            state.m.add(named("m[]", state.read(file, "m.", parameter)));
            state.v.add(named("v[]", state.read(file, "v.", parameter)));
        }
        network.tracked().forEach(parameter -> state.p.add(state.read(file, "p.", parameter)));
        network.statistics().forEach(parameter -> state.p.add(state.read(file, "p.", parameter)));
        state.addFrozen(inherited);
        network.changing().forEach(parameter -> state.best.add(state.read(file, BEST, parameter)));
        return state;
    }

    private void addTrained(NDArray weights, long step) {
        p.add(weights);
        t.add(named("t[]", manager.create((float) step)));
    }

    private static NDArray named(String name, NDArray array) {
        array.setName(name);
        return array;
    }

    /** The steps change arrays in place, which the file's mapped bytes would not survive: they are copied. */
    private NDArray read(SafeTensorsReader file, String prefix, Parameter parameter) {
        ByteBuffer mapped = file.bytes(prefix + parameter.name());
        ByteBuffer direct = ByteBuffer.allocateDirect(mapped.remaining()).order(ByteOrder.LITTLE_ENDIAN);
        direct.put(mapped).flip();
        try (NDArray view = manager.create(direct, WeightsFile.shapeOf(parameter), DataType.FLOAT32)) {
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
        }
        for (int i = 0; i < best.size(); i++) {
            entries.put(BEST + network.changing().get(i).name(), entry(best.get(i)));
        }
        return entries;
    }

    /** The network's own arrays for its file, copied. */
    Map<String, Entry> weights() {
        Map<String, Entry> entries = new TreeMap<>();
        List<Parameter> arrays = network.own();
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
