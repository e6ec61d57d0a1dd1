package io.latentry.training;

import io.latentry.core.error.InvalidInputException;
import io.latentry.dataset.Dataset;
import io.latentry.dataset.DatasetCatalog;
import io.latentry.job.Job;
import io.latentry.job.Jobs;
import io.latentry.model.FineTuning;
import io.latentry.model.ModelConfig;
import io.latentry.model.ModelReference;
import io.latentry.model.Names;
import io.latentry.registry.ModelRegistry;
import io.latentry.registry.ModelVersion;
import io.latentry.storage.Home;
import io.latentry.training.TrainingJobs.Plan;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.springframework.stereotype.Service;

/** Turns requests to fine-tune into jobs. */
@Service
class FineTuneService {

    private final ModelRegistry models;
    private final DatasetCatalog datasets;
    private final FineTuning fineTuning;
    private final Jobs jobs;
    private final TrainingJobs jobOf;
    private final TrainingProperties properties;
    private final Home home;

    FineTuneService(
            ModelRegistry models,
            DatasetCatalog datasets,
            FineTuning fineTuning,
            Jobs jobs,
            TrainingJobs jobOf,
            TrainingProperties properties,
            Home home) {
        this.models = models;
        this.datasets = datasets;
        this.fineTuning = fineTuning;
        this.jobs = jobs;
        this.jobOf = jobOf;
        this.properties = properties;
        this.home = home;
    }

    /** Plans the training, which refuses what cannot work, and submits it. */
    Job submit(ModelReference reference, FineTuneRequest request) {
        String model = Names.check("newModel", request.newModel());
        ModelVersion parent = models.get(reference);
        Dataset dataset = datasets.get(Names.check("dataset", request.dataset()));
        ModelConfig config = plan(parent, dataset, request);
        ParentSpecification specification = specification(parent, request.freezeOrDefault(), dataset, config);
        return jobs.submit(
                jobOf.training(new Plan(model, config, dataset, request.seed(), request.description(), specification)));
    }

    private ModelConfig plan(ModelVersion parent, Dataset dataset, FineTuneRequest request) {
        try {
            return fineTuning.plan(
                    parent.config(),
                    request.objectiveOrDefault(),
                    request.freezeOrDefault(),
                    dataset.facts(),
                    request.allHyperparameters());
        } catch (InvalidInputException e) {
            throw request.named(e);
        }
    }

    private ParentSpecification specification(ModelVersion parent, String freeze, Dataset dataset, ModelConfig config) {
        return new ParentSpecification(
                parent.reference(),
                parent.config(),
                parent.blobs(),
                models.files(parent).stream().map(Path::toString).toList(),
                freeze,
                home.features().toString(),
                featureKey(parent, dataset, config),
                properties.featureCache().toBytes());
    }

    /** SHA-256 of all that features depend on: data, weights, and how these are put to use. */
    private String featureKey(ModelVersion parent, Dataset dataset, ModelConfig config) {
        if (!config.method().equals("classifier")) {
            return "none";
        }
        List<String> parts = List.of(
                dataset.hash(),
                String.join(" ", parent.blobs()),
                fineTuning.featureIdentity(config),
                String.valueOf(properties.effectiveThreads()));
        try {
            byte[] text = String.join("\n", parts).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
