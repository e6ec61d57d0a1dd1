package io.latentry.job;

import io.latentry.storage.EssentialWrites;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;

/**
 * Deletes jobs that finished longer ago than {@code latentry.jobs.keep}, every hour; never one that something refers to,
 * such as a model's card.
 */
@Component
class JobRetention implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(JobRetention.class);
    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration PERIOD = Duration.ofHours(1);
    private static final int PAGE = 500;

    private final JobTable jobs;
    private final JobDeletion deletion;
    private final List<JobReferences> references;
    private final Duration keep;
    private @Nullable ScheduledExecutorService timer;
    private @Nullable ScheduledFuture<?> rounds;

    JobRetention(JobTable jobs, JobDeletion deletion, List<JobReferences> references, JobProperties properties) {
        this.jobs = jobs;
        this.deletion = deletion;
        this.references = references;
        this.keep = properties.keep();
    }

    /** Deletes what has expired. */
    void expire(Clock clock) {
        Instant limit = clock.instant().minus(keep);
        Set<String> kept = references.stream()
                .flatMap(reference -> reference.jobIds().stream())
                .collect(Collectors.toSet());
        String after = "";
        int deleted = 0;
        for (List<String> page = jobs.finishedBefore(limit, after, PAGE);
                !page.isEmpty();
                page = jobs.finishedBefore(limit, after, PAGE)) {
            deleted += (int) page.stream()
                    .filter(id -> !kept.contains(id))
                    .filter(id -> EssentialWrites.run(() -> deletion.deleteFinished(id, limit)))
                    .count();
            after = page.get(page.size() - 1);
        }
        if (deleted > 0) {
            LOG.info("Deleted {} jobs that finished more than {} days ago", deleted, keep.toDays());
        }
    }

    private void expireNow() {
        try {
            expire(Clock.systemUTC());
        } catch (RuntimeException e) {
            LOG.warn("Expired jobs could not be deleted now: {}", e.getMessage());
        }
    }

    @Override
    public synchronized void start() {
        CustomizableThreadFactory threads = new CustomizableThreadFactory("job-retention-");
        threads.setDaemon(true);
        timer = Executors.newSingleThreadScheduledExecutor(threads);
        rounds = timer.scheduleWithFixedDelay(this::expireNow, FIRST.toSeconds(), PERIOD.toSeconds(), TimeUnit.SECONDS);
    }

    @Override
    public synchronized void stop() {
        if (timer != null && rounds != null) {
            rounds.cancel(false);
            timer.shutdown();
            timer = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return timer != null;
    }
}
