package io.latentry.training;

import io.latentry.dataset.Dataset;
import io.latentry.dataset.DatasetCatalog;
import io.latentry.job.Job;
import io.latentry.job.Jobs;
import io.latentry.job.NewJob;
import io.latentry.model.ModelConfig;
import io.latentry.model.Names;
import io.latentry.training.TrainingJobs.Plan;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** Turns a request into a training job. */
@Service
class TrainingService {

    private final MethodCatalog methods;
    private final DatasetCatalog datasets;
    private final Jobs jobs;
    private final TrainingJobs jobOf;

    TrainingService(MethodCatalog methods, DatasetCatalog datasets, Jobs jobs, TrainingJobs jobOf) {
        this.methods = methods;
        this.datasets = datasets;
        this.jobs = jobs;
        this.jobOf = jobOf;
    }

    /** Plans the training, which refuses what cannot work, and submits it. */
    Job submit(TrainingRequest request) {
        return jobs.submit(plan(request));
    }

    /** Plans the training as a cancelled job, which can be resumed, under a given id. */
    void hold(String id, TrainingRequest request) {
        jobs.hold(id, plan(request));
    }

    /** Plans the training as a cancelled job, which can be resumed. */
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
        return jobOf.training(new Plan(model, config, dataset, request.seed(), request.description(), null));
    }
}
