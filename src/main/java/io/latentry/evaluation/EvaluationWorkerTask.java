package io.latentry.evaluation;

import io.latentry.core.error.TrainingStoppedException;
import io.latentry.dataset.StoredDataset;
import io.latentry.evaluation.EvaluationSpecification.Contender;
import io.latentry.evaluation.protocol.Data;
import io.latentry.job.WorkerContext;
import io.latentry.job.WorkerFailure;
import io.latentry.job.WorkerInputs;
import io.latentry.job.WorkerStopped;
import io.latentry.job.WorkerTask;
import io.latentry.model.EvaluationEngine;
import io.latentry.storage.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import tools.jackson.databind.json.JsonMapper;

/** Evaluates in the worker process, and leaves the table in the job's folder. */
public final class EvaluationWorkerTask implements WorkerTask {

    static final String RESULT = "evaluation.json";

    private final IntFunction<EvaluationEngine> engines;
    private final JsonMapper json = JsonMapper.builder().build();

    /**
     * A task for any evaluation.
     *
     * @param engines starts an engine with a number of threads
     */
    public EvaluationWorkerTask(IntFunction<EvaluationEngine> engines) {
        this.engines = engines;
    }

    @Override
    public void run(WorkerContext context) throws WorkerFailure, WorkerStopped, IOException {
        Path result = context.folder().resolve(RESULT);
        if (Files.exists(result)) {
            return;
        }
        EvaluationSpecification specification = json.readValue(context.specification(), EvaluationSpecification.class);
        WorkerInputs.requireDataset(specification.dataset().name(), Path.of(specification.datasetFolder()));
        for (Contender model : specification.models()) {
            WorkerInputs.requireWeights(model.files(), model.blobs(), model.reference(), "model-deleted");
        }
        try (EvaluationEngine engine = engines.apply(specification.threads());
                StoredDataset dataset = StoredDataset.open(
                        Path.of(specification.datasetFolder()),
                        specification.dataset().hash())) {
            Cells cells = Cells.in(context.folder(), json);
            if (cells.damaged() > 0) {
                context.event("measurements-damaged", Map.of("lines", cells.damaged()));
            }
            Evaluation evaluation = new EvaluationRun(context, specification, engine, dataset, cells).toTheEnd();
            DurableFiles.write(result, json.writeValueAsBytes(evaluation));
        } catch (Data.Stopped | TrainingStoppedException e) {
            throw new WorkerStopped();
        }
    }

    @Override
    public List<String> results() {
        return List.of(RESULT);
    }
}
