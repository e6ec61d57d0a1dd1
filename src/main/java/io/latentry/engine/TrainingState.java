package io.latentry.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import io.latentry.engine.SafeTensorsWriter.Entry;
import io.latentry.engine.family.NetworkDescription;
import io.latentry.engine.layer.Parameter;
import io.latentry.model.ItemStatistics;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A network in training: its arrays {@code p}, in the order of {@link NetworkDescription#arrays()}, and the best weights so
 * far. All in one manager.
 */
final class TrainingState {

    private static final String BEST = "best.";

    private final NetworkDescription network;
    private final NDManager manager;
    private final NDList p = new NDList();
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
        network.changing().forEach(parameter -> state.p.add(state.begin(parameter, seed, inherited)));
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
                .orElseGet(() -> InitialWeights.array(parameter, seed, p.size(), manager));
    }

    private void addFrozen(InheritedWeights inherited) {
        for (Parameter parameter : network.frozen()) {
            p.add(inherited.read(parameter, manager).orElseThrow());
        }
        p.forEach(array -> named("p[]", array));
    }

    /** The state that {@link #entries} gave. */
    static TrainingState restore(
            NetworkDescription network, NDManager manager, SafeTensorsReader file, InheritedWeights inherited) {
        TrainingState state = new TrainingState(network, manager);
        network.own().forEach(parameter -> state.p.add(read(file, "p.", parameter, manager)));
        state.addFrozen(inherited);
        network.changing().forEach(parameter -> state.best.add(read(file, BEST, parameter, manager)));
        return state;
    }

    static NDArray named(String name, NDArray array) {
        array.setName(name);
        return array;
    }

    /** The steps change arrays in place: they are memory of their own. */
    static NDArray read(SafeTensorsReader file, String prefix, Parameter parameter, NDManager manager) {
        NDArray array = manager.create(WeightsFile.shapeOf(parameter), DataType.FLOAT32);
        file.read(prefix + parameter.name(), array.toByteBuffer(true));
        return array;
    }

    /** The network's arrays, as a program takes them. */
    NDList parameters() {
        return p;
    }

    NetworkDescription network() {
        return network;
    }

    NDManager manager() {
        return manager;
    }

    /** Keeps the present weights as the best. */
    void keepAsBest() {
        for (int i = 0; i < best.size(); i++) {
            replace(best, i, p.get(i).duplicate());
        }
    }

    /** Goes back to the best weights. */
    void useBest() {
        for (int i = 0; i < best.size(); i++) {
            replace(p, i, named("p[]", best.get(i).duplicate()));
        }
    }

    /** {@link NDArray#copyTo} would leave the old values to the garbage collector, which is in no hurry. */
    private static void replace(NDList arrays, int index, NDArray copy) {
        arrays.set(index, copy).close();
    }

    /** The arrays for a checkpoint, not copied: it is to be written before the next step. */
    Map<String, Entry> entries() {
        Map<String, Entry> entries = new TreeMap<>();
        weights().forEach((name, entry) -> entries.put("p." + name, entry));
        for (int i = 0; i < best.size(); i++) {
            entries.put(BEST + network.changing().get(i).name(), entry(best.get(i)));
        }
        return entries;
    }

    /** The network's own arrays for its file, not copied either. */
    Map<String, Entry> weights() {
        Map<String, Entry> entries = new TreeMap<>();
        List<Parameter> arrays = network.own();
        for (int i = 0; i < arrays.size(); i++) {
            entries.put(arrays.get(i).name(), entry(p.get(i)));
        }
        return entries;
    }

    static Entry entry(NDArray array) {
        return Entry.of(
                StoredType.F32,
                array.toByteBuffer(true).order(ByteOrder.LITTLE_ENDIAN),
                array.getShape().getShape());
    }
}
