package io.latentry.engine;

import io.latentry.core.error.InvalidInputException;
import io.latentry.engine.SafeTensorsWriter.Values;
import io.latentry.model.TrainingMonitor;
import io.latentry.storage.DurableFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The checkpoints in a job's folder: the newest, and the one before it for the day that the newest is damaged. Each is a
 * safetensors file whose last tensor is the checksum of all before it; those of earlier versions have none.
 *
 * @param folder of the job
 * @param monitor hears of damage
 */
record Checkpoints(Path folder, TrainingMonitor monitor) {

    private static final String NEWEST = "checkpoint.safetensors";
    private static final String PREVIOUS = "checkpoint-previous.safetensors";

    /** The {@link Checkpoint} as JSON; no parameter is called so. */
    private static final String STATE = "state";

    /** Sorts behind the state, so that it is written last. */
    private static final String SUM = "sum";

    private static final Map<String, String> METADATA = Map.of(SUM, "crc32c");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** A checkpoint, open for its arrays to be read. */
    record Opened(Checkpoint checkpoint, SafeTensorsReader file) {}

    /** Writes the newest. The former newest is kept, and is the newest until this is on disk. */
    void write(Checkpoint checkpoint, Map<String, SafeTensorsWriter.Entry> arrays) {
        byte[] json = JSON.writeValueAsBytes(checkpoint);
        Values sum = channel -> SafeTensorsWriter.write(channel, FileCrc.of(channel, channel.position()));
        arrays.put(STATE, SafeTensorsWriter.Entry.of(StoredType.U8, ByteBuffer.wrap(json), json.length));
        arrays.put(SUM, new SafeTensorsWriter.Entry(StoredType.U8, List.of((long) FileCrc.SIZE), sum));
        try {
            if (Files.exists(newest())) {
                Files.move(newest(), previous(), StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot keep " + newest(), e);
        }
        SafeTensorsWriter.write(newest(), METADATA, arrays);
    }

    /**
     * Goes on from the newest checkpoint that is what was written; those that are not are deleted.
     *
     * @param restore makes the state of a run
     * @return empty if the run has to begin at its start
     */
    <T> Optional<T> restore(Function<Opened, T> restore) {
        for (Path file : List.of(newest(), previous())) {
            Optional<T> restored = Files.exists(file) ? restore(file, restore) : Optional.empty();
            if (restored.isPresent()) {
                return restored;
            }
        }
        return Optional.empty();
    }

    private <T> Optional<T> restore(Path file, Function<Opened, T> restore) {
        boolean verified = false;
        try (SafeTensorsReader reader = SafeTensorsReader.open(file)) {
            verified = verify(reader);
            return Optional.of(restore.apply(new Opened(read(reader), reader)));
        } catch (InvalidInputException | JacksonException | IllegalArgumentException | UncheckedIOException e) {
            if (verified) {
                throw e;
            }
            discard(file, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** Whether there is a checksum, which is right then. */
    private static boolean verify(SafeTensorsReader file) {
        boolean hasSum = file.entries().containsKey(SUM) || file.metadata().containsKey(SUM);
        if (hasSum && !file.endsWithItsChecksum()) {
            throw SafeTensorsHeader.invalid("its checksum differs");
        }
        return hasSum;
    }

    private static Checkpoint read(SafeTensorsReader file) {
        ByteBuffer mapped = file.bytes(STATE);
        byte[] json = new byte[mapped.remaining()];
        mapped.get(json);
        return JSON.readValue(json, Checkpoint.class);
    }

    /** It must not become the previous one when the next is written. */
    private void discard(Path file, String detail) {
        try {
            Files.delete(file);
            DurableFiles.force(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete the damaged " + file, e);
        }
        boolean another = file.equals(newest()) && Files.exists(previous());
        monitor.checkpointDamaged(file.getFileName().toString(), detail, another);
    }

    private Path newest() {
        return folder.resolve(NEWEST);
    }

    private Path previous() {
        return folder.resolve(PREVIOUS);
    }
}
