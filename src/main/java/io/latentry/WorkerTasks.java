package io.latentry;

import io.latentry.download.DownloadWorkerTask;
import io.latentry.engine.Methods;
import io.latentry.engine.TorchEvaluationEngine;
import io.latentry.engine.TorchRuntime;
import io.latentry.engine.TorchTrainer;
import io.latentry.evaluation.EvaluationWorkerTask;
import io.latentry.evaluation.QuickEvaluation;
import io.latentry.job.WorkerTask;
import io.latentry.model.EvaluationEngine;
import io.latentry.model.Findings;
import io.latentry.training.Appraisal;
import io.latentry.training.TrainingWorkerTask;
import java.util.Map;

/** What a worker process can do, by the type of the job. */
final class WorkerTasks {

    private WorkerTasks() {}

    static Map<String, WorkerTask> all() {
        return Map.of(
                "import",
                new DownloadWorkerTask(),
                "training",
                new TrainingWorkerTask(threads -> new TorchTrainer(TorchRuntime.start(threads)), WorkerTasks::appraise),
                "evaluation",
                new EvaluationWorkerTask(TorchEvaluationEngine::new));
    }

    private static Findings appraise(Appraisal.Trained model) {
        try (EvaluationEngine engine = new TorchEvaluationEngine(model.threads())) {
            return new QuickEvaluation(engine, Methods.all())
                    .findings(
                            new QuickEvaluation.Model(
                                    model.config(), model.weights(), model.dataset(), model.metrics(), model.folder()),
                            model.stop(),
                            model.report());
        }
    }
}
