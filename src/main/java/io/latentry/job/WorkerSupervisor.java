package io.latentry.job;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Starts one worker for a job and writes down what it tells, until it ends. */
@Component
class WorkerSupervisor {

    /** Between two transactions with a worker's messages; what comes faster is bundled. */
    private static final Duration MESSAGE_INTERVAL = Duration.ofMillis(100);

    private final WorkerLauncher launcher;
    private final RunningWorkers workers;
    private final WorkerReports reports;
    private final JobFolders folders;
    private final JobTable jobs;
    private final JobMetrics metrics;
    private final JobProperties properties;

    WorkerSupervisor(
            WorkerLauncher launcher,
            RunningWorkers workers,
            WorkerReports reports,
            JobFolders folders,
            JobTable jobs,
            JobMetrics metrics,
            JobProperties properties) {
        this.launcher = launcher;
        this.workers = workers;
        this.reports = reports;
        this.folders = folders;
        this.jobs = jobs;
        this.metrics = metrics;
        this.properties = properties;
    }

    WorkerEnding supervise(Job job) throws InterruptedException {
        long start = System.nanoTime();
        try (WorkerProcess worker = launcher.launch(folders.of(job.id()))) {
            workers.started(job.id(), worker);
            stopIfAskedMeanwhile(job.id(), worker);
            return listen(job.id(), worker);
        } catch (IOException e) {
            return WorkerEnding.died("The worker process cannot be started or heard: " + e.getMessage());
        } finally {
            workers.ended(job.id());
            metrics.ran(Duration.ofNanos(System.nanoTime() - start));
        }
    }

    private void stopIfAskedMeanwhile(String id, WorkerProcess worker) {
        if (jobs.get(id).state() == JobState.CANCELLING) {
            worker.stop(properties.cancelGrace());
        } else if (workers.isDraining()) {
            worker.stop(properties.shutdownWait());
        }
    }

    private WorkerEnding listen(String id, WorkerProcess worker) throws IOException, InterruptedException {
        List<WorkerMessage> messages = worker.nextMessages();
        Optional<WorkerMessage> last = Optional.empty();
        while (!messages.isEmpty()) {
            reports.write(id, messages);
            last = Optional.of(messages.get(messages.size() - 1));
            Thread.sleep(MESSAGE_INTERVAL.toMillis());
            messages = worker.nextMessages();
        }
        int exitCode = worker.exitCode();
        return last.flatMap(WorkerSupervisor::ending)
                .orElseGet(() -> worker.isStopping() ? WorkerEnding.obedient() : WorkerEnding.died(exitCode));
    }

    private static Optional<WorkerEnding> ending(WorkerMessage last) {
        return switch (last.kind()) {
            case COMPLETED -> Optional.of(WorkerEnding.obedient());
            case FAILED -> Optional.of(WorkerEnding.failed(last.error()));
            case STOPPED, PROGRESS, EVENT -> Optional.empty();
        };
    }
}
