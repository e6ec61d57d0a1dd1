package io.latentry.evaluation;

import io.latentry.core.error.ConflictException;
import io.latentry.core.error.NotFoundException;
import io.latentry.dataset.DatasetCatalog;
import io.latentry.evaluation.EvaluationSpecification.Contender;
import io.latentry.job.Job;
import io.latentry.job.JobSettings;
import io.latentry.job.JobType;
import io.latentry.job.NewJob;
import io.latentry.model.ModelReference;
import io.latentry.registry.ModelRegistry;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Keeps what an evaluation needs until it is queued, and publishes what its worker measured. */
@Component
class EvaluationJobType implements JobType {

    private final DatasetCatalog datasets;
    private final ModelRegistry registry;
    private final EvaluationStore store;
    private final JsonMapper json;

    EvaluationJobType(DatasetCatalog datasets, ModelRegistry registry, EvaluationStore store, JsonMapper json) {
        this.datasets = datasets;
        this.registry = registry;
        this.store = store;
        this.json = json;
    }

    @Override
    public String name() {
        return EvaluationSpecification.JOB_TYPE;
    }

    @Override
    public void admit(NewJob job) {
        EvaluationSpecification specification = read(job.specification());
        if (!datasets.lock(Path.of(specification.datasetFolder()))) {
            throw new NotFoundException(
                    "dataset-not-found",
                    "The dataset " + specification.dataset().name() + " has been deleted");
        }
        for (String reference : specification.references()) {
            if (!registry.lock(ModelReference.parse(reference))) {
                throw new NotFoundException("model-not-found", "The model " + reference + " has been deleted");
            }
        }
    }

    @Override
    public void readmit(Job job) {
        EvaluationSpecification specification = read(job.specification());
        if (!datasets.lock(Path.of(specification.datasetFolder()))) {
            throw new ConflictException(
                    "dataset-deleted",
                    "The dataset " + specification.dataset().name() + " that is measured on has been deleted");
        }
        for (Contender model : specification.models()) {
            if (!registry.lock(ModelReference.parse(model.reference()))) {
                throw new ConflictException("model-deleted", "The model " + model.reference() + " has been deleted");
            }
        }
    }

    @Override
    public JobSettings settings(String text) {
        EvaluationSpecification specification = read(text);
        return new JobSettings(specification.references(), specification.protocols());
    }

    private EvaluationSpecification read(String specification) {
        return json.readValue(specification, EvaluationSpecification.class);
    }

    @Override
    public Map<String, String> publish(Job job, Path folder) {
        Evaluation evaluation =
                json.readValue(folder.resolve(EvaluationWorkerTask.RESULT).toFile(), Evaluation.class);
        store.insert(evaluation);
        return Map.of("evaluation", evaluation.id());
    }
}
