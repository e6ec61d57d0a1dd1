package io.latentry.job;

import io.latentry.model.RetryLaterException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The open streams of events. A few threads write to all of them, so that a subscriber holds none. */
@Component
class EventStreams {

    private static final int WRITERS = 4;
    private static final long NO_TIMEOUT = 0;
    private static final Duration RETRY = Duration.ofSeconds(10);

    private final EventLog events;
    private final JobTable jobs;
    private final int maxSubscribers;
    private final Set<EventStream> open = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService writers = Executors.newScheduledThreadPool(WRITERS, threads());
    private final ScheduledFuture<?> heartbeats;
    private boolean closed;

    EventStreams(EventLog events, JobTable jobs, JobProperties properties) {
        this.events = events;
        this.jobs = jobs;
        maxSubscribers = properties.stream().maxSubscribers();
        long heartbeat = properties.stream().heartbeat().toMillis();
        heartbeats = writers.scheduleWithFixedDelay(this::heartbeat, heartbeat, heartbeat, TimeUnit.MILLISECONDS);
    }

    private static ThreadFactory threads() {
        CustomizableThreadFactory threads = new CustomizableThreadFactory("job-events-");
        threads.setDaemon(true);
        return threads;
    }

    /** Opens a stream of a job's events after a sequence number. */
    synchronized SseEmitter open(String jobId, long after) {
        if (closed) {
            throw RetryLaterException.unavailable("draining", "The server is stopping", RETRY);
        }
        if (open.size() >= maxSubscribers) {
            throw RetryLaterException.overloaded("too-many-streams", "Too many streams of events are open", RETRY);
        }
        SseEmitter emitter = new SseEmitter(NO_TIMEOUT);
        EventStream stream = new EventStream(jobId, after, emitter, events, jobs, writers);
        open.add(stream);
        emitter.onCompletion(() -> open.remove(stream));
        stream.wake();
        return emitter;
    }

    @TransactionalEventListener
    void appended(EventLog.Appended event) {
        open.stream().filter(stream -> stream.jobId().equals(event.jobId())).forEach(EventStream::wake);
    }

    private void heartbeat() {
        open.forEach(EventStream::heartbeat);
    }

    /** Ends all streams; subscribers come back with {@code Last-Event-ID}. */
    synchronized void close() {
        closed = true;
        heartbeats.cancel(false);
        open.forEach(EventStream::end);
        writers.shutdown();
    }
}
