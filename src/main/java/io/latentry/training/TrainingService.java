package io.latentry.training;

import io.latentry.dataset.Dataset;
import io.latentry.dataset.DatasetCatalog;
import io.latentry.job.Job;
import io.latentry.job.Jobs;
import io.latentry.job.NewJob;
import io.latentry.model.DatasetFacts;
import io.latentry.model.ModelCard;
import io.latentry.model.ModelConfig;
import io.latentry.model.Names;
import io.latentry.model.SoftwareVersions;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/** Turns a request into a training job. */
@Service
class TrainingService {

    private final MethodCatalog methods;
    private final DatasetCatalog datasets;
    private final Jobs jobs;
    private final TrainingProperties properties;
    private final SoftwareVersions software;
    private final JsonMapper json;
    private final SecureRandom seeds = new SecureRandom();

    TrainingService(
            MethodCatalog methods,
            DatasetCatalog datasets,
            Jobs jobs,
            TrainingProperties properties,
            SoftwareVersions software,
            JsonMapper json) {
        this.methods = methods;
        this.datasets = datasets;
        this.jobs = jobs;
        this.properties = properties;
        this.software = software;
        this.json = json;
    }

    /** Plans the training, which refuses what cannot work, and submits it. */
    Job submit(TrainingRequest request) {
        return jobs.submit(plan(request));
    }

    /** Plans the training, and leaves it to be resumed by whoever likes to. */
    void hold(TrainingRequest request) {
        jobs.hold(plan(request));
    }

    private NewJob plan(TrainingRequest request) {
        String model = Names.check("model", request.model());
        Dataset dataset = datasets.get(Names.check("dataset", request.dataset()));
        ModelConfig config = methods.get(request.method())
                .plan(
                        dataset.facts(),
                        Optional.ofNullable(request.hyperparameters()).orElse(Map.of()));
        TrainingSpecification specification = specification(request, model, dataset, config);
        return new NewJob(
                TrainingSpecification.JOB_TYPE,
                json.writeValueAsString(specification),
                Map.of("method", request.method(), "dataset", request.dataset(), "model", model));
    }

    private TrainingSpecification specification(
            TrainingRequest request, String model, Dataset dataset, ModelConfig config) {
        DatasetFacts facts = dataset.facts();
        return new TrainingSpecification(
                model,
                config,
                new ModelCard.Dataset(dataset.name(), dataset.hash(), facts.trainCount(), facts.testCount()),
                datasets.folder(dataset).toString(),
                Optional.ofNullable(request.seed()).orElseGet(this::drawSeed),
                properties.effectiveThreads(),
                properties.chunkSteps(),
                properties.checkpointInterval().toMillis(),
                software.byName(),
                request.description());
    }

    /** Below 2^53, so that every JSON reader gives it back unchanged. */
    private long drawSeed() {
        return seeds.nextLong(1L << 53);
    }
}
