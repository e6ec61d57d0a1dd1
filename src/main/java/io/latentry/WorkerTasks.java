package io.latentry;

import io.latentry.download.DownloadWorkerTask;
import io.latentry.engine.TorchRuntime;
import io.latentry.engine.TorchTrainer;
import io.latentry.job.WorkerTask;
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
                new TrainingWorkerTask(threads -> new TorchTrainer(TorchRuntime.start(threads))));
    }
}
