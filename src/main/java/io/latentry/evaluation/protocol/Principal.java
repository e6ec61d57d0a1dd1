package io.latentry.evaluation.protocol;

import io.latentry.dataset.Split;
import io.latentry.model.EpochReport;
import io.latentry.model.EvaluationEngine;
import io.latentry.model.ModelConfig;
import io.latentry.model.Network;
import io.latentry.model.TrainingMonitor;
import io.latentry.model.TrainingProgress;
import io.latentry.model.TrainingTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.springframework.util.FileSystemUtils;

/** Learns the principal components that models are compared with. */
public record Principal(EvaluationEngine engine, Data data) {

    private static final long SEED = 1;
    private static final int CHUNK_STEPS = 13;
    private static final Duration CHECKPOINTS = Duration.ofSeconds(5);

    /**
     * Learns from the training split.
     *
     * @param config from the method's plan
     * @param folder for checkpoints on the way, from which it goes on; deleted when it is done
     * @throws io.latentry.core.error.TrainingFailedException if the values are too large to be learned from
     */
    public Network learn(ModelConfig config, Path folder) {
        engine.training().train(task(config, create(folder)), new Watching());
        Network network = engine.networks().load(config, List.of(folder.resolve(TrainingTask.WEIGHTS)));
        delete(folder);
        return network;
    }

    /** What is mapped into memory stays there. */
    private static void delete(Path folder) {
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path create(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private TrainingTask task(ModelConfig config, Path folder) {
        SomeItems nothing = new SomeItems(data.items(Split.TEST), new int[0]);
        return new TrainingTask(config, SEED, CHUNK_STEPS, CHECKPOINTS, data.items(Split.TRAIN), nothing, null, folder);
    }

    /** Asks whether to stop, and has nobody to tell. */
    private final class Watching implements TrainingMonitor {

        @Override
        public void progress(TrainingProgress progress) {
            // The evaluation's own progress goes by measurements.
        }

        @Override
        public void epoch(EpochReport report) {
            // Likewise.
        }

        @Override
        public void resumed(int epoch, long step, List<EpochReport> history) {
            // Likewise.
        }

        @Override
        public boolean stopRequested() {
            return data.stopRequested();
        }
    }
}
