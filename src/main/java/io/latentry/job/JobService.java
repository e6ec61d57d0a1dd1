package io.latentry.job;

import io.latentry.core.error.ConflictException;
import io.latentry.core.error.RetryLaterException;
import io.latentry.job.EventLog.Entry;
import io.latentry.storage.StorageMonitor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes jobs in, cancels and resumes them. */
@Service
class JobService implements Jobs {

    private static final Duration RETRY_WHEN_FULL = Duration.ofSeconds(30);
    private static final Duration RETRY_WHEN_DRAINING = Duration.ofSeconds(10);
    private static final int PAGE = 100;

    private final JobTable jobs;
    private final JobStates states;
    private final JobQueue queue;
    private final JobFolders folders;
    private final JobDeletion deletion;
    private final JobIds ids;
    private final JobTypes types;
    private final EventLog events;
    private final RunningWorkers workers;
    private final TransactionTemplate transaction;
    private final StorageMonitor storage;
    private final WorkerMemory memory;
    private final JobProperties properties;

    JobService(
            JobTable jobs,
            JobStates states,
            JobQueue queue,
            JobFolders folders,
            JobDeletion deletion,
            JobIds ids,
            JobTypes types,
            EventLog events,
            RunningWorkers workers,
            TransactionTemplate transaction,
            StorageMonitor storage,
            WorkerMemory memory,
            JobProperties properties) {
        this.jobs = jobs;
        this.states = states;
        this.queue = queue;
        this.folders = folders;
        this.deletion = deletion;
        this.ids = ids;
        this.types = types;
        this.events = events;
        this.workers = workers;
        this.transaction = transaction;
        this.storage = storage;
        this.memory = memory;
        this.properties = properties;
    }

    /** One at a time, so that the queue never exceeds its capacity. */
    @Override
    public synchronized Job submit(NewJob job) {
        storage.admit();
        memory.check(job.memory());
        checkCapacity();
        return insert(ids.next(), job, queue::add);
    }

    @Override
    public Job hold(NewJob job) {
        return hold(ids.next(), job);
    }

    @Override
    public synchronized Job hold(String id, NewJob job) {
        return insert(id, job, states::cancelQueued);
    }

    private Job insert(String id, NewJob job, Consumer<String> next) {
        try {
            folders.create(id, job);
            return transaction.execute(status -> {
                types.get(job.type()).admit(job);
                jobs.insert(id, job, Instant.now());
                events.append(id, List.of(new Entry(EventTypes.QUEUED, Map.of())));
                next.accept(id);
                return jobs.get(id);
            });
        } catch (RuntimeException e) {
            deletion.deleteUnrecorded(id);
            throw e;
        }
    }

    @Override
    public boolean isEmpty() {
        return jobs.newestId().isEmpty();
    }

    @Override
    public Job get(String id) {
        return jobs.get(id);
    }

    @Override
    public Job get(String id, Predicate<Job> wanted) {
        return id.equals(JobTable.LATEST) ? latest(wanted).orElseGet(() -> jobs.get(id)) : jobs.get(id);
    }

    private Optional<Job> latest(Predicate<Job> wanted) {
        List<Job> page = jobs.page(null, null, PAGE);
        while (!page.isEmpty()) {
            Optional<Job> found = page.stream().filter(wanted).findFirst();
            if (found.isPresent()) {
                return found;
            }
            page = jobs.page(null, page.get(page.size() - 1).id(), PAGE);
        }
        return Optional.empty();
    }

    @Override
    public List<Job> active() {
        return jobs.active();
    }

    /** Jobs, newest first, one more than the limit. */
    List<Job> page(@Nullable JobState state, @Nullable String after, int limit) {
        return jobs.page(state, after, limit + 1);
    }

    /**
     * Cancels a job: at once if it waits; otherwise its worker is asked to stop. Cancelling it again changes nothing.
     *
     * @throws ConflictException if it has succeeded or failed
     */
    Job cancel(String reference) {
        Job job = jobs.get(reference);
        String id = job.id();
        if (job.state() == JobState.CANCELLED) {
            return job;
        }
        if (job.state().isFinal()) {
            throw new ConflictException(
                    "job-finished", "The job is " + job.state().label() + " already");
        }
        if (states.cancelQueued(id)) {
            workers.endWait(id);
        } else if (states.cancelRunning(id)) {
            workers.stop(id, properties.cancelGrace());
        }
        return jobs.get(id);
    }

    /**
     * Queues a cancelled or failed job again; it goes on from its last checkpoint.
     *
     * @throws ConflictException if it is in another state, or what its work needs is gone
     */
    synchronized Job resume(String reference) {
        Job job = jobs.get(reference);
        String id = job.id();
        if (!job.state().isResumable()) {
            throw notResumable(job);
        }
        checkCapacity();
        transaction.executeWithoutResult(status -> {
            if (!folders.isCompleted(id)) {
                types.get(job.type()).readmit(job);
            }
            if (!states.resume(id)) {
                throw notResumable(jobs.get(id));
            }
            queue.add(id);
        });
        return jobs.get(id);
    }

    private static ConflictException notResumable(Job job) {
        return new ConflictException(
                "job-not-resumable",
                "Only cancelled and failed jobs can be resumed; this one is "
                        + job.state().label());
    }

    private void checkCapacity() {
        if (workers.isDraining()) {
            throw RetryLaterException.unavailable("draining", "The server is stopping", RETRY_WHEN_DRAINING);
        }
        if (jobs.count(JobState.QUEUED) >= properties.queueCapacity()) {
            throw RetryLaterException.overloaded(
                    "queue-full", "The queue holds " + properties.queueCapacity() + " jobs already", RETRY_WHEN_FULL);
        }
    }
}
