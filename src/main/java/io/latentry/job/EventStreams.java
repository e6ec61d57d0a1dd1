package io.latentry.job;

import io.latentry.core.error.RetryLaterException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.springframework.http.MediaType;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;
import tools.jackson.databind.json.JsonMapper;

/**
 * The open streams of events. A few threads write to all of them and wait for no client: what one does not read stays in
 * the log until it does. One that reads nothing from one heartbeat to the next is dropped, and may come back with {@code
 * Last-Event-ID}.
 */
@Component
class EventStreams {

    private static final int WRITERS = 4;
    private static final Duration RETRY = Duration.ofSeconds(10);
    private static final Duration MOST_ARRIVAL = Duration.ofSeconds(5);
    private static final Duration MOMENT = Duration.ofMillis(100);

    private final EventLog events;
    private final JobTable jobs;
    private final JsonMapper json;
    private final int maxSubscribers;
    private final Set<EventStream> open = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService writers = Executors.newScheduledThreadPool(WRITERS, threads());
    private final ScheduledFuture<?> heartbeats;
    private boolean closed;

    EventStreams(EventLog events, JobTable jobs, JsonMapper json, JobProperties properties) {
        this.events = events;
        this.jobs = jobs;
        this.json = json;
        maxSubscribers = properties.stream().maxSubscribers();
        long heartbeat = properties.stream().heartbeat().toMillis();
        heartbeats = writers.scheduleWithFixedDelay(this::heartbeat, heartbeat, heartbeat, TimeUnit.MILLISECONDS);
    }

    private static ThreadFactory threads() {
        CustomizableThreadFactory threads = new CustomizableThreadFactory("job-events-");
        threads.setDaemon(true);
        return threads;
    }

    /** Answers a request with a stream of a job's events after a sequence number. */
    synchronized void open(String jobId, long after, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (closed) {
            throw RetryLaterException.unavailable("draining", "The server is stopping", RETRY);
        }
        if (open.size() >= maxSubscribers) {
            throw RetryLaterException.overloaded("too-many-streams", "Too many streams of events are open", RETRY);
        }
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
        open.add(new EventStream(jobId, after, this, request, response));
    }

    void remove(EventStream stream) {
        open.remove(stream);
    }

    void execute(Runnable task) {
        writers.execute(task);
    }

    List<JobEvent> page(String jobId, long after, int limit) {
        return events.page(jobId, after, limit);
    }

    /** An event as the stream has it. */
    String text(JobEvent event) {
        return "id:%d\nevent:%s\ndata:%s\n\n".formatted(event.sequence(), event.type(), json.writeValueAsString(event));
    }

    /** A cancelled or failed job that was resumed goes on, so that only the present state counts. */
    boolean isOver(String jobId, long sent) {
        return jobs.find(jobId).map(job -> job.state().isFinal()).orElse(true)
                && events.page(jobId, sent, 1).isEmpty();
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
        letArrive();
        open.forEach(EventStream::end);
        writers.shutdown();
    }

    /** The container loses count of requests that are cut while it is at work on their arrival, or a moment later. */
    private void letArrive() {
        long limit = System.nanoTime() + MOST_ARRIVAL.toNanos();
        try {
            while (!open.stream().allMatch(EventStream::hasArrived) && System.nanoTime() < limit) {
                Thread.sleep(MOMENT.toMillis());
            }
            if (!open.isEmpty()) {
                Thread.sleep(MOMENT.multipliedBy(3).toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
