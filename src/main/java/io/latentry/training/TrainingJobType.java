package io.latentry.training;

import io.latentry.core.error.ConflictException;
import io.latentry.core.error.NotFoundException;
import io.latentry.dataset.DatasetCatalog;
import io.latentry.job.Job;
import io.latentry.job.JobSettings;
import io.latentry.job.JobType;
import io.latentry.job.NewJob;
import io.latentry.model.ModelCard;
import io.latentry.model.ModelReference;
import io.latentry.model.TrainingTask;
import io.latentry.registry.ModelRegistry;
import io.latentry.registry.ModelVersion;
import io.latentry.registry.NewVersion;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Keeps what a training job needs until it is queued, and publishes what its worker made. */
@Component
class TrainingJobType implements JobType {

    /** Characters that a job's result has room for. */
    private static final int MOST_WARNINGS = 2_000;

    private final DatasetCatalog datasets;
    private final ModelRegistry registry;
    private final JsonMapper json;

    TrainingJobType(DatasetCatalog datasets, ModelRegistry registry, JsonMapper json) {
        this.datasets = datasets;
        this.registry = registry;
        this.json = json;
    }

    @Override
    public String name() {
        return TrainingSpecification.JOB_TYPE;
    }

    @Override
    public void admit(NewJob job) {
        TrainingSpecification specification = read(job.specification());
        if (!datasets.lock(Path.of(specification.datasetFolder()))) {
            throw new NotFoundException(
                    "dataset-not-found",
                    "The dataset " + specification.dataset().name() + " has been deleted");
        }
        ParentSpecification parent = specification.parent();
        if (parent != null && !registry.lock(ModelReference.parse(parent.reference()))) {
            throw new NotFoundException("model-not-found", "The model " + parent.reference() + " has been deleted");
        }
    }

    @Override
    public void readmit(Job job) {
        TrainingSpecification specification = read(job.specification());
        if (!datasets.lock(Path.of(specification.datasetFolder()))) {
            throw new ConflictException(
                    "dataset-deleted",
                    "The dataset " + specification.dataset().name() + " that the job learns from has been deleted");
        }
        ParentSpecification parent = specification.parent();
        if (parent != null && !isThere(parent)) {
            throw new ConflictException("parent-deleted", "The weights of " + parent.reference() + " are gone");
        }
    }

    /** Weights can outlive their version: others may share them. */
    private boolean isThere(ParentSpecification parent) {
        return registry.lock(ModelReference.parse(parent.reference())) || registry.holds(parent.blobs());
    }

    @Override
    public JobSettings settings(String text) {
        TrainingSpecification specification = read(text);
        ParentSpecification parent = specification.parent();
        return new JobSettings(
                specification.seed(),
                specification.config().hyperparameters(),
                parent == null ? null : parent.freeze(),
                null);
    }

    private TrainingSpecification read(String specification) {
        return json.readValue(specification, TrainingSpecification.class);
    }

    @Override
    public Map<String, String> publish(Job job, Path folder) {
        TrainingSpecification specification = read(job.specification());
        ModelCard card = json.readValue(folder.resolve(TrainingWorkerTask.CARD).toFile(), ModelCard.class);
        ParentSpecification parent = specification.parent();
        ModelVersion version = registry.publish(new NewVersion(
                specification.model(),
                job.id(),
                specification.config(),
                card,
                folder.resolve(TrainingTask.WEIGHTS),
                parent == null ? List.of() : parent.inherited()));
        return card.warnings().isEmpty()
                ? Map.of("model", version.reference())
                : Map.of("model", version.reference(), "warnings", warnings(card));
    }

    /** In the job's last event; the card has them one by one. */
    private static String warnings(ModelCard card) {
        String all = String.join(" ", card.warnings());
        return all.length() <= MOST_WARNINGS ? all : all.substring(0, MOST_WARNINGS) + " …";
    }
}
