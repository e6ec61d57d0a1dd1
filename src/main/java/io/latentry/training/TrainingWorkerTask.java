package io.latentry.training;

import io.latentry.dataset.Split;
import io.latentry.dataset.StoredDataset;
import io.latentry.job.WorkerContext;
import io.latentry.job.WorkerFailure;
import io.latentry.job.WorkerStopped;
import io.latentry.job.WorkerTask;
import io.latentry.model.DurableFiles;
import io.latentry.model.Hashing;
import io.latentry.model.ModelCard;
import io.latentry.model.TrainingEngine;
import io.latentry.model.TrainingFailedException;
import io.latentry.model.TrainingResult;
import io.latentry.model.TrainingStoppedException;
import io.latentry.model.TrainingTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;
import tools.jackson.databind.json.JsonMapper;

/** Trains in the worker process: opens the dataset, runs the engine, and leaves weights and card in the job's folder. */
public final class TrainingWorkerTask implements WorkerTask {

    static final String CARD = "card.json";

    private final IntFunction<TrainingEngine> engines;
    private final JsonMapper json = JsonMapper.builder().build();

    /**
     * A task for any training job.
     *
     * @param engines starts an engine with a number of threads
     */
    public TrainingWorkerTask(IntFunction<TrainingEngine> engines) {
        this.engines = engines;
    }

    @Override
    public void run(WorkerContext context) throws WorkerFailure, WorkerStopped, IOException {
        if (Files.exists(context.folder().resolve(CARD))) {
            return;
        }
        TrainingSpecification specification = json.readValue(context.specification(), TrainingSpecification.class);
        requireDataset(specification);
        if (specification.parent() != null) {
            requireIntact(specification.parent());
        }
        try (StoredDataset dataset = StoredDataset.open(Path.of(specification.datasetFolder()))) {
            TrainingResult result = engines.apply(specification.threads())
                    .train(task(specification, dataset, context.folder()), new ReportingMonitor(context));
            writeCard(context.folder(), card(context.jobId(), specification, result));
        } catch (TrainingStoppedException e) {
            throw new WorkerStopped();
        } catch (TrainingFailedException e) {
            throw new WorkerFailure(e.code(), e.getMessage());
        }
    }

    private static void requireDataset(TrainingSpecification specification) throws WorkerFailure {
        if (Files.notExists(Path.of(specification.datasetFolder()))) {
            throw new WorkerFailure(
                    "dataset-deleted",
                    "The files of the dataset " + specification.dataset().name() + " are gone");
        }
    }

    /** A job that was cancelled does not keep its parent from being deleted; and disks decay. */
    private static void requireIntact(ParentSpecification parent) throws WorkerFailure, IOException {
        for (int i = 0; i < parent.files().size(); i++) {
            Path file = Path.of(parent.files().get(i));
            if (Files.notExists(file)) {
                throw new WorkerFailure("parent-deleted", "The weights of " + parent.reference() + " are gone");
            }
            if (!Hashing.hash(file).equals(parent.blobs().get(i))) {
                throw new WorkerFailure(
                        "weights-corrupt",
                        "The weights of " + parent.reference() + " have changed on disk; import its artifact again");
            }
        }
    }

    private static TrainingTask task(TrainingSpecification specification, StoredDataset dataset, Path folder) {
        return new TrainingTask(
                specification.config(),
                specification.seed(),
                specification.chunkSteps(),
                Duration.ofMillis(specification.checkpointMillis()),
                dataset.items(Split.TRAIN),
                dataset.items(Split.TEST),
                specification.parent() == null ? null : specification.parent().transfer(),
                folder);
    }

    private static ModelCard card(String job, TrainingSpecification specification, TrainingResult result) {
        ParentSpecification parent = specification.parent();
        return new ModelCard(
                specification.config().method(),
                specification.config().hyperparameters(),
                specification.dataset(),
                new ModelCard.Training(
                        job,
                        specification.seed(),
                        specification.threads(),
                        result.epochs(),
                        result.bestEpoch(),
                        result.seconds(),
                        Instant.now()),
                parent == null ? null : parent.reference(),
                parent == null ? null : parent.freeze(),
                specification.software(),
                metrics(result),
                specification.description());
    }

    /** The figures, and {@code run.peakMemoryBytes} of this process where it can be told. */
    private static Map<String, Double> metrics(TrainingResult result) {
        Map<String, Double> metrics = new LinkedHashMap<>(result.metrics());
        PeakMemory.bytes().ifPresent(bytes -> metrics.put("run.peakMemoryBytes", bytes));
        return metrics;
    }

    /** Written last, the card says that the result is complete. */
    private void writeCard(Path folder, ModelCard card) throws IOException {
        DurableFiles.write(folder.resolve(CARD), json.writeValueAsBytes(card));
    }
}
