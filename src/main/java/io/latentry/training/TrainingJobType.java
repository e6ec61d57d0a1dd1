package io.latentry.training;

import io.latentry.job.Job;
import io.latentry.job.JobType;
import io.latentry.model.ModelCard;
import io.latentry.model.TrainingTask;
import io.latentry.registry.ModelRegistry;
import io.latentry.registry.ModelVersion;
import io.latentry.registry.NewVersion;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Publishes what a training worker made. */
@Component
class TrainingJobType implements JobType {

    private final ModelRegistry registry;
    private final JsonMapper json;

    TrainingJobType(ModelRegistry registry, JsonMapper json) {
        this.registry = registry;
        this.json = json;
    }

    @Override
    public String name() {
        return TrainingSpecification.JOB_TYPE;
    }

    @Override
    public Map<String, String> publish(Job job, Path folder) {
        TrainingSpecification specification = json.readValue(job.specification(), TrainingSpecification.class);
        ModelCard card = json.readValue(folder.resolve(TrainingWorkerTask.CARD).toFile(), ModelCard.class);
        ParentSpecification parent = specification.parent();
        ModelVersion version = registry.publish(new NewVersion(
                specification.model(),
                job.id(),
                specification.config(),
                card,
                folder.resolve(TrainingTask.WEIGHTS),
                parent == null ? List.of() : parent.inherited()));
        return Map.of("model", version.reference());
    }
}
