package io.latentry.training;

import io.latentry.dataset.Dataset;
import io.latentry.dataset.DatasetCatalog;
import io.latentry.job.NewJob;
import io.latentry.model.DatasetFacts;
import io.latentry.model.MemoryEstimate;
import io.latentry.model.MemoryEstimator;
import io.latentry.model.ModelCard;
import io.latentry.model.ModelConfig;
import io.latentry.model.SoftwareVersions;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes plans down as jobs, with all that their results depend on. */
@Component
class TrainingJobs {

    private final DatasetCatalog datasets;
    private final MemoryEstimator memory;
    private final TrainingProperties properties;
    private final SoftwareVersions software;
    private final JsonMapper json;
    private final SecureRandom seeds = new SecureRandom();

    TrainingJobs(
            DatasetCatalog datasets,
            MemoryEstimator memory,
            TrainingProperties properties,
            SoftwareVersions software,
            JsonMapper json) {
        this.datasets = datasets;
        this.memory = memory;
        this.properties = properties;
        this.software = software;
        this.json = json;
    }

    /**
     * What to train.
     *
     * @param model to publish a version of
     * @param config of the network
     * @param dataset to learn from
     * @param seed of all randomness; drawn if it is null
     * @param description for the model's card
     * @param parent that the network begins with, if any
     */
    record Plan(
            String model,
            ModelConfig config,
            Dataset dataset,
            @Nullable Long seed,
            @Nullable String description,
            @Nullable ParentSpecification parent) {}

    NewJob training(Plan plan) {
        Map<String, String> subject = new HashMap<>(Map.of(
                "method", plan.config().method(), "dataset", plan.dataset().name(), "model", plan.model()));
        if (plan.parent() != null) {
            subject.put("parent", plan.parent().reference());
        }
        return new NewJob(
                TrainingSpecification.JOB_TYPE, json.writeValueAsString(specification(plan)), subject, memory(plan));
    }

    private MemoryEstimate memory(Plan plan) {
        ParentSpecification parent = plan.parent();
        return memory.ofTraining(
                plan.config(),
                parent == null ? null : parent.freeze(),
                plan.dataset().facts(),
                properties.chunkSteps());
    }

    private TrainingSpecification specification(Plan plan) {
        Dataset dataset = plan.dataset();
        DatasetFacts facts = dataset.facts();
        return new TrainingSpecification(
                plan.model(),
                plan.config(),
                new ModelCard.Dataset(dataset.name(), dataset.hash(), facts.trainCount(), facts.testCount()),
                datasets.folder(dataset).toString(),
                Optional.ofNullable(plan.seed()).orElseGet(this::drawSeed),
                properties.effectiveThreads(),
                properties.chunkSteps(),
                properties.checkpointInterval().toMillis(),
                software.byName(),
                plan.description(),
                plan.parent());
    }

    /** Below 2^53, so that every JSON reader gives it back unchanged. */
    private long drawSeed() {
        return seeds.nextLong(1L << 53);
    }
}
