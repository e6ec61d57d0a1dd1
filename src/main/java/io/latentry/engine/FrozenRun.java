package io.latentry.engine;

import io.latentry.engine.family.Classifier;
import io.latentry.model.TrainingMonitor;
import io.latentry.model.TrainingTask;
import io.latentry.model.Transfer;
import io.latentry.storage.DurableFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What comes before the training of a head whose backbone is wholly frozen and whose items are the same in every epoch: the
 * features are computed once, or found in the cache.
 */
final class FrozenRun {

    /** Of the job's folder: how long the features took, written when they are complete. */
    private static final String SECONDS = "features.seconds";

    private final TorchRuntime runtime;
    private final TrainingTask task;
    private final TrainingMonitor monitor;

    FrozenRun(TorchRuntime runtime, TrainingTask task, TrainingMonitor monitor) {
        this.runtime = runtime;
        this.task = task;
        this.monitor = monitor;
    }

    static boolean suits(TrainingTask task) {
        return task.transfer() != null
                && task.transfer().freeze().equals(Transfer.ALL)
                && !Classifier.augments(task.config());
    }

    FeatureFile features() {
        try {
            FeatureCache cache = new FeatureCache(
                    task.transfer().cache(),
                    task.config().codeSize(),
                    FeatureExtraction.bytes(task),
                    monitor::stopRequested);
            return cache.open(task.folder(), this::compute);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void compute(FileChannel channel, long position, FeatureCache.Written written) throws IOException {
        try (FeatureExtraction extraction = new FeatureExtraction(runtime, task, monitor)) {
            extraction.append(channel, position, written);
            DurableFiles.write(
                    task.folder().resolve(SECONDS),
                    String.valueOf(extraction.seconds()).getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** {@code run.featureSeconds}, and {@code run.cacheHits}: 1 if the features were there already. */
    Map<String, Double> figures() {
        Path file = task.folder().resolve(SECONDS);
        try {
            return Files.exists(file)
                    ? Map.of("run.featureSeconds", Double.valueOf(Files.readString(file)), "run.cacheHits", 0.0)
                    : Map.of("run.featureSeconds", 0.0, "run.cacheHits", 1.0);
        } catch (NumberFormatException e) {
            return Map.of("run.cacheHits", 0.0); // the file is damaged; nothing but this figure depends on it
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
