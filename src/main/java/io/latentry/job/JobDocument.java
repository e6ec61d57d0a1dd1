package io.latentry.job;

import io.latentry.model.DownloadProgress;
import io.latentry.model.EvaluationProgress;
import io.latentry.model.TrainingProgress;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Discriminator;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.stereotype.Component;

/** Describes by which {@code phase} a job's progress is that of a training, a download or an evaluation. */
@Component
class JobDocument implements OpenApiCustomizer {

    private static final String PHASE = "phase";
    private static final String SCHEMAS = "#/components/schemas/";

    private static final Map<String, List<String>> PHASES = Map.of(
            TrainingProgress.class.getSimpleName(), List.of(TrainingProgress.FEATURES, TrainingProgress.TRAINING),
            DownloadProgress.class.getSimpleName(), List.of(DownloadProgress.DOWNLOAD),
            EvaluationProgress.class.getSimpleName(), List.of(EvaluationProgress.EVALUATION));

    @Override
    public void customise(OpenAPI api) {
        Schema<?> job = api.getComponents().getSchemas().get("Job");
        if (job == null) {
            return;
        }
        Discriminator discriminator = new Discriminator().propertyName(PHASE);
        PHASES.forEach((name, phases) -> {
            Schema<?> progress = api.getComponents().getSchemas().get(name);
            progress.addProperty(PHASE, new StringSchema()._enum(phases));
            progress.setRequired(new ArrayList<>(progress.getProperties().keySet()));
            phases.forEach(phase -> discriminator.mapping(phase, SCHEMAS + name));
        });
        job.getProperties().get("progress").setDiscriminator(discriminator);
    }
}
