package io.latentry.model;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Everything a training run depends on. Two runs of equal tasks end with the same weights, bit for bit, however often
 * either was interrupted.
 *
 * @param config of the network, from {@link Method#plan}
 * @param seed from which initial weights, order of items and noise are derived
 * @param chunkSteps optimizer steps in one native call, fewer where items are large; no checkpoint falls inside a chunk
 * @param checkpointInterval the least time between two checkpoints; zero for one after every chunk
 * @param train what to learn from; the validation part is split off it
 * @param test what the final figures are measured on; may have a count of 0
 * @param transfer what the network begins with; null for weights drawn from the seed
 * @param folder holds the checkpoint, which is resumed from if there is one, and at the end {@value #WEIGHTS}
 */
public record TrainingTask(
        ModelConfig config,
        long seed,
        int chunkSteps,
        Duration checkpointInterval,
        Items train,
        Items test,
        @Nullable Transfer transfer,
        Path folder) {

    /** The file of the trained weights within {@link #folder()}. */
    public static final String WEIGHTS = "model.safetensors";
}
