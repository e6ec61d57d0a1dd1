package io.latentry.job;

import io.latentry.core.error.InvalidInputException;
import io.latentry.core.error.LatentryException;
import io.latentry.core.error.TooLargeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Sees a job through: starts its worker, replaces it if it dies, publishes what it made. A job whose folder holds the
 * mark of completed work is published without another worker.
 */
@Component
class JobRunner {

    private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);

    private final JobTable jobs;
    private final JobStates states;
    private final JobFolders folders;
    private final RunningWorkers workers;
    private final WorkerSupervisor supervisor;
    private final StoragePause pauses;
    private final JobProperties properties;
    private final JobTypes types;
    private final JobRepairs repairs;

    JobRunner(
            JobTable jobs,
            JobStates states,
            JobFolders folders,
            RunningWorkers workers,
            WorkerSupervisor supervisor,
            StoragePause pauses,
            JobProperties properties,
            JobTypes types,
            JobRepairs repairs) {
        this.jobs = jobs;
        this.states = states;
        this.folders = folders;
        this.workers = workers;
        this.supervisor = supervisor;
        this.pauses = pauses;
        this.properties = properties;
        this.types = types;
        this.repairs = repairs;
    }

    /** Works on a job until it is in a final state or the server stops. */
    void run(String id) throws InterruptedException {
        if (!workers.claim(id)) {
            return;
        }
        try {
            Optional<Job> job = find(id);
            while (job.isPresent() && advanceIfThereIsRoom(job.get())) {
                job = find(id);
            }
        } finally {
            workers.release(id);
        }
    }

    /** Waits for a database that has closed itself. */
    private Optional<Job> find(String id) throws InterruptedException {
        while (true) {
            try {
                return jobs.find(id);
            } catch (RuntimeException e) {
                if (pauses.explain(e).isEmpty()) {
                    throw e;
                }
                if (!pauses.awaitNextLook()) {
                    return Optional.empty();
                }
            }
        }
    }

    /** Whether there is more to do; what the store failed is done again when it can be written. */
    private boolean advanceIfThereIsRoom(Job job) throws InterruptedException {
        try {
            boolean ends = job.state() == JobState.CANCELLING || job.state().isFinal();
            return (ends || pauses.await(job.id(), 0)) && advance(job);
        } catch (RuntimeException e) {
            return pauses.hold(job, pauses.explain(e).or(pauses::now).orElseThrow(() -> e));
        }
    }

    /** Whether there is more to do. */
    private boolean advance(Job job) throws InterruptedException {
        if (job.state() == JobState.CANCELLING) {
            return !states.cancelled(job.id());
        }
        if (job.state().isFinal()) {
            return false;
        }
        if (folders.isCompleted(job.id()) && repairs.hasSoundResult(job)) {
            publish(job);
            return true;
        }
        if (workers.isDraining()) {
            states.requeue(job.id());
            return false;
        }
        return !prepare(job) || !states.start(job) || attempt(job);
    }

    /** Whether a worker may start; otherwise the job has failed. */
    private boolean prepare(Job job) {
        try {
            repairs.restoreInputs(job);
            Optional.ofNullable(types.get(job.type())).ifPresent(type -> type.prepare(job, folders.of(job.id())));
            return true;
        } catch (LatentryException e) {
            failUnlessPaused(job, e);
            return false;
        } catch (IOException e) {
            if (pauses.explain(e).isPresent()) {
                throw new UncheckedIOException(e);
            }
            String detail = "The job's folder is damaged, and cannot be repaired: " + e.getMessage();
            states.fail(job.id(), new JobError("specification-damaged", detail));
            return false;
        }
    }

    private boolean attempt(Job job) throws InterruptedException {
        WorkerEnding ending = supervisor.supervise(job);
        if (ending.pause().isPresent() && !pauses.hold(job, ending.pause().get())) {
            return false;
        }
        ending.failure().ifPresent(error -> states.fail(job.id(), error));
        if (ending.death().isPresent()) {
            died(job, ending.death().get());
        }
        return true;
    }

    private void died(Job job, String detail) throws InterruptedException {
        int deaths = states.died(job.id(), detail);
        if (deaths >= properties.maxAttempts()) {
            states.fail(job.id(), new JobError("worker-died", detail));
        } else {
            Thread.sleep(properties.restartDelay().toMillis() * deaths);
        }
    }

    private void publish(Job job) {
        try {
            if (states.succeed(job, this::result)) {
                folders.tidy(job.id());
            }
        } catch (InvalidInputException | TooLargeException e) {
            // What was made is wrong, and would be refused again: it is made anew if the job is resumed.
            fail(job, e);
            folders.discard(job.id());
        } catch (LatentryException e) {
            failUnlessPaused(job, e);
        } catch (RuntimeException | Error e) {
            if (pauses.explain(e).isPresent()) {
                throw e;
            }
            LOG.error("Publishing job {} failed", job.id(), e);
            states.fail(
                    job.id(),
                    new JobError(
                            "publishing-failed", "The result could not be published; resume the job to try again"));
        }
    }

    /** A store that cannot be written now refuses the result only for the moment. */
    private void failUnlessPaused(Job job, LatentryException reason) {
        if (pauses.explain(reason).isPresent() || pauses.now().isPresent()) {
            throw reason;
        }
        fail(job, reason);
    }

    private void fail(Job job, LatentryException reason) {
        states.fail(job.id(), new JobError(reason.code(), reason.getMessage() + fields(reason)));
    }

    private static String fields(LatentryException reason) {
        return reason instanceof InvalidInputException invalid
                        && !invalid.errors().isEmpty()
                ? invalid.errors().stream()
                        .map(error -> error.field() + " " + error.message())
                        .collect(Collectors.joining("; ", ": ", ""))
                : "";
    }

    private Map<String, String> result(Job job) {
        return types.get(job.type()).publish(job, folders.of(job.id()));
    }
}
