package io.latentry.training;

import io.latentry.core.error.DiskFullException;
import io.latentry.core.error.TrainingFailedException;
import io.latentry.core.error.TrainingStoppedException;
import io.latentry.dataset.Split;
import io.latentry.dataset.StoredDataset;
import io.latentry.job.WorkerContext;
import io.latentry.job.WorkerFailure;
import io.latentry.job.WorkerInputs;
import io.latentry.job.WorkerStopped;
import io.latentry.job.WorkerTask;
import io.latentry.model.Findings;
import io.latentry.model.ModelCard;
import io.latentry.model.TrainingEngine;
import io.latentry.model.TrainingResult;
import io.latentry.model.TrainingTask;
import io.latentry.model.Transfer;
import io.latentry.storage.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Trains in the worker process: opens the dataset, runs the engine, and leaves weights and card in the job's folder. */
public final class TrainingWorkerTask implements WorkerTask {

    static final String CARD = "card.json";

    /** In the job's folder while a finished model is being evaluated; one byte for each process that began to. */
    private static final String APPRAISING = "appraising";

    private static final String APPRAISAL_FAILED = "appraisal-failed";
    private static final String MEASURING = "measuring";
    private static final String WARNING = "warning";

    /** An evaluation is skipped after as many processes ended in it: a kill or a lost store may end one, its own fault both. */
    private static final int MOST_ENDED = 2;

    private final IntFunction<TrainingEngine> engines;
    private final Appraisal appraisal;
    private final JsonMapper json = JsonMapper.builder().build();

    /**
     * A task for any training job.
     *
     * @param engines starts an engine with a number of threads
     * @param appraisal of what was trained
     */
    public TrainingWorkerTask(IntFunction<TrainingEngine> engines, Appraisal appraisal) {
        this.engines = engines;
        this.appraisal = appraisal;
    }

    @Override
    public void run(WorkerContext context) throws WorkerFailure, WorkerStopped, IOException {
        if (Files.exists(context.folder().resolve(CARD))) {
            return;
        }
        TrainingSpecification specification = json.readValue(context.specification(), TrainingSpecification.class);
        Path folder = Path.of(specification.datasetFolder());
        WorkerInputs.requireDataset(specification.dataset().name(), folder);
        ParentSpecification parent = specification.parent();
        if (parent != null) {
            WorkerInputs.requireWeights(parent.files(), parent.blobs(), parent.reference(), "parent-deleted");
        }
        try (StoredDataset dataset =
                StoredDataset.open(folder, specification.dataset().hash())) {
            TrainingResult result = engines.apply(specification.threads())
                    .train(task(specification, dataset, context.folder()), new ReportingMonitor(context));
            Findings findings = appraise(specification, dataset, result, context);
            findings.warnings().forEach(warning -> context.event(WARNING, Map.of("message", warning)));
            TrainingResult appraised = result.with(memory()).with(findings.figures());
            writeCard(context.folder(), card(context.jobId(), specification, appraised, findings));
        } catch (TrainingStoppedException e) {
            throw new WorkerStopped();
        } catch (TrainingFailedException e) {
            throw new WorkerFailure(e.code(), e.getMessage());
        }
    }

    @Override
    public List<String> results() {
        return List.of(TrainingTask.WEIGHTS, CARD);
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

    private static ModelCard card(
            String job, TrainingSpecification specification, TrainingResult result, Findings findings) {
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
                result.metrics(),
                specification.description(),
                findings.notes(),
                findings.warnings());
    }

    /** {@code run.peakMemoryBytes} of this process, where it can be told. */
    private static Map<String, Double> memory() {
        OptionalDouble bytes = PeakMemory.bytes();
        return bytes.isPresent() ? Map.of("run.peakMemoryBytes", bytes.getAsDouble()) : Map.of();
    }

    /** The codes of what is wholly frozen are its parent's. What was learned is worth more than to be lost by a failure here. */
    private Findings appraise(
            TrainingSpecification specification, StoredDataset dataset, TrainingResult result, WorkerContext context)
            throws IOException {
        ParentSpecification parent = specification.parent();
        if (parent != null && parent.freeze().equals(Transfer.ALL)) {
            return Findings.none("The codes are those of " + parent.reference() + ", and were not evaluated again.");
        }
        if (dataset.items(Split.TEST).count() == 0) {
            return Findings.none("Without test items the codes were not evaluated.");
        }
        Path begun = context.folder().resolve(APPRAISING);
        long ended = Files.exists(begun) ? Files.size(begun) : 0;
        if (ended >= MOST_ENDED) {
            return failed("It ended " + ended + " processes", context);
        }
        DurableFiles.write(begun, new byte[(int) ended + 1]);
        context.event(APPRAISING, Map.of());
        try {
            Findings findings = appraisal.appraise(new Appraisal.Trained(
                    specification.config(),
                    weights(parent, context.folder()),
                    dataset,
                    result.metrics(),
                    specification.threads(),
                    context.folder(),
                    context::stopRequested,
                    measuring -> context.event(MEASURING, measuring)));
            Files.delete(begun);
            return findings;
        } catch (TrainingStoppedException | DiskFullException e) {
            Files.delete(begun);
            throw e;
        } catch (RuntimeException e) {
            e.printStackTrace();
            return failed(String.valueOf(e.getMessage()), context);
        }
    }

    private static Findings failed(String reason, WorkerContext context) {
        context.event(APPRAISAL_FAILED, Map.of("message", reason));
        return Findings.none("The evaluation after the training failed, so that there are no figures of it: " + reason);
    }

    private static List<Path> weights(@Nullable ParentSpecification parent, Path folder) {
        List<Path> weights = new ArrayList<>();
        if (parent != null) {
            parent.inherited().stream()
                    .map(parent.blobs()::indexOf)
                    .map(parent.files()::get)
                    .map(Path::of)
                    .forEach(weights::add);
        }
        weights.add(folder.resolve(TrainingTask.WEIGHTS));
        return weights;
    }

    /** Written last, the card says that the result is complete. */
    private void writeCard(Path folder, ModelCard card) throws IOException {
        DurableFiles.write(folder.resolve(CARD), json.writeValueAsBytes(card));
    }
}
