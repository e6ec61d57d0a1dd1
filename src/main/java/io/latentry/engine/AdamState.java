package io.latentry.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.latentry.engine.SafeTensorsWriter.Entry;
import io.latentry.engine.family.NetworkDescription;
import io.latentry.engine.layer.Parameter;
import java.util.Map;
import java.util.TreeMap;

/** Adam's moments {@code m} and {@code v} and step counts {@code t} of a network's trained arrays, in their order. */
final class AdamState {

    private static final String FIRST = "m.";
    private static final String SECOND = "v.";

    private final NetworkDescription network;
    private final NDList m = new NDList();
    private final NDList v = new NDList();
    private final NDList t = new NDList();

    private AdamState(NetworkDescription network) {
        this.network = network;
    }

    /** The moments before the first step. */
    static AdamState initial(NetworkDescription network, NDManager manager) {
        AdamState state = new AdamState(network);
        for (Parameter parameter : network.trained()) {
            state.add(
                    manager.zeros(WeightsFile.shapeOf(parameter)),
                    manager.zeros(WeightsFile.shapeOf(parameter)),
                    manager.create(0f));
        }
        return state;
    }

    /** The moments that {@link #entries} gave. */
    static AdamState restore(NetworkDescription network, NDManager manager, SafeTensorsReader file, long step) {
        AdamState state = new AdamState(network);
        for (Parameter parameter : network.trained()) {
            state.add(
                    TrainingState.read(file, FIRST, parameter, manager),
                    TrainingState.read(file, SECOND, parameter, manager),
                    manager.create((float) step));
        }
        return state;
    }

    private void add(NDArray first, NDArray second, NDArray steps) {
        m.add(TrainingState.named("m[]", first));
        v.add(TrainingState.named("v[]", second));
        t.add(TrainingState.named("t[]", steps));
    }

    /** As a program takes them. */
    NDList arrays() {
        return new NDList(m).addAll(v).addAll(t);
    }

    /** The moments for a checkpoint, copied. */
    Map<String, Entry> entries() {
        Map<String, Entry> entries = new TreeMap<>();
        for (int i = 0; i < network.trained().size(); i++) {
            String name = network.trained().get(i).name();
            entries.put(FIRST + name, TrainingState.entry(m.get(i)));
            entries.put(SECOND + name, TrainingState.entry(v.get(i)));
        }
        return entries;
    }
}
