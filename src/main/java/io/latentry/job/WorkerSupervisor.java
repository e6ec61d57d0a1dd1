package io.latentry.job;

import io.latentry.job.WorkerEnding.Pause;
import io.latentry.job.WorkerMessage.NoRoom;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
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
    private final StoragePause pauses;
    private final JobProperties properties;

    WorkerSupervisor(
            WorkerLauncher launcher,
            RunningWorkers workers,
            WorkerReports reports,
            JobFolders folders,
            JobTable jobs,
            JobMetrics metrics,
            StoragePause pauses,
            JobProperties properties) {
        this.launcher = launcher;
        this.workers = workers;
        this.reports = reports;
        this.folders = folders;
        this.jobs = jobs;
        this.metrics = metrics;
        this.pauses = pauses;
        this.properties = properties;
    }

    WorkerEnding supervise(Job job) throws InterruptedException {
        long start = System.nanoTime();
        try (WorkerProcess worker = launcher.launch(folders.of(job.id()))) {
            workers.started(job.id(), worker);
            stopIfAskedMeanwhile(job.id(), worker);
            return listen(job.id(), worker);
        } catch (IOException e) {
            return died(WorkerEnding.died("The worker process cannot be started or heard: " + e.getMessage()));
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
            Optional<Pause> pause = write(id, messages);
            if (pause.isPresent()) {
                return interrupt(worker, messages, pause.get());
            }
            last = Optional.of(messages.get(messages.size() - 1));
            Thread.sleep(MESSAGE_INTERVAL.toMillis());
            messages = worker.nextMessages();
        }
        int exitCode = worker.exitCode();
        return last.flatMap(WorkerSupervisor::ending)
                .orElseGet(() -> worker.isStopping() ? WorkerEnding.obedient() : died(WorkerEnding.died(exitCode)));
    }

    /** A worker may die of a store that it cannot write, as by a signal for a mapped file. */
    private WorkerEnding died(WorkerEnding death) {
        return pauses.now()
                .map(pause -> WorkerEnding.obedient().paused(pause.reason(), 0, List.of()))
                .orElse(death);
    }

    /** Writes messages down, or says why the store does not take them now. */
    private Optional<Pause> write(String id, List<WorkerMessage> messages) {
        try {
            reports.write(id, messages);
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of(pauses.explain(e).orElseThrow(() -> e));
        }
    }

    /** Ends a worker whose messages cannot be kept; what it has said is written down before the next one starts. */
    private static WorkerEnding interrupt(WorkerProcess worker, List<WorkerMessage> messages, Pause pause)
            throws IOException {
        worker.kill();
        List<WorkerMessage> unwritten = new ArrayList<>(messages);
        for (List<WorkerMessage> more = worker.nextMessages(); !more.isEmpty(); more = worker.nextMessages()) {
            unwritten.addAll(more);
        }
        return ending(unwritten.get(unwritten.size() - 1))
                .orElseGet(WorkerEnding::obedient)
                .paused(pause.reason(), pause.bytes(), unwritten);
    }

    private static WorkerEnding noRoom(NoRoom end) {
        JobError reason = new JobError("disk-full", "The worker stopped at its last checkpoint: " + end.detail());
        return WorkerEnding.obedient().paused(reason, end.bytes(), List.of());
    }

    private static Optional<WorkerEnding> ending(WorkerMessage last) {
        return switch (last.kind()) {
            case COMPLETED -> Optional.of(WorkerEnding.obedient());
            case FAILED -> Optional.of(WorkerEnding.failed(last.error()));
            case NO_ROOM -> Optional.of(noRoom(last.noRoom()));
            case STOPPED, PROGRESS, EVENT, EVENT_ONCE -> Optional.empty();
        };
    }
}
