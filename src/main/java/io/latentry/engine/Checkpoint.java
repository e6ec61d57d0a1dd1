package io.latentry.engine;

import io.latentry.engine.SafeTensorsWriter.Entry;
import io.latentry.model.EpochReport;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where a run stands, beside its arrays; together they are one safetensors file.
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
        List<EpochReport> history) {

    private static final String FILE = "checkpoint.safetensors";
    /** This record as JSON; no parameter is called so. */
    private static final String STATE = "state";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    static Path file(Path folder) {
        return folder.resolve(FILE);
    }

    static boolean exists(Path folder) {
        return Files.exists(file(folder));
    }

    static Checkpoint read(SafeTensorsReader file) {
        ByteBuffer mapped = file.bytes(STATE);
        byte[] json = new byte[mapped.remaining()];
        mapped.get(json);
        return JSON.readValue(json, Checkpoint.class);
    }

    void write(Path folder, TrainingState state, Learning learning) {
        byte[] json = JSON.writeValueAsBytes(this);
        Map<String, Entry> entries = state.entries();
        entries.putAll(learning.entries());
        entries.put(STATE, Entry.of(StoredType.U8, ByteBuffer.wrap(json), json.length));
        SafeTensorsWriter.write(file(folder), Map.of(), entries);
    }
}
