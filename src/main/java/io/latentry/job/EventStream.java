package io.latentry.job;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * One subscriber. It remembers only how far it got and reads on in the log whenever it is woken, so that replay and
 * live events come the same way, none twice and none left out, and a slow reader costs no memory.
 */
final class EventStream {

    private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);
    private static final int PAGE = 200;

    private final String jobId;
    private final SseEmitter emitter;
    private final EventLog events;
    private final JobTable jobs;
    private final ExecutorService writers;

    /** How often it was woken since it last found nothing more to send; a writer is at it unless this is 0. */
    private final AtomicInteger wakes = new AtomicInteger();

    private long sent;
    private volatile boolean heartbeatDue;
    private volatile boolean ending;

    EventStream(String jobId, long after, SseEmitter emitter, EventLog events, JobTable jobs, ExecutorService writers) {
        this.jobId = jobId;
        this.sent = after;
        this.emitter = emitter;
        this.events = events;
        this.jobs = jobs;
        this.writers = writers;
    }

    String jobId() {
        return jobId;
    }

    void wake() {
        if (wakes.getAndIncrement() == 0) {
            try {
                writers.execute(this::write);
            } catch (RejectedExecutionException e) {
                emitter.complete();
            }
        }
    }

    void heartbeat() {
        heartbeatDue = true;
        wake();
    }

    void end() {
        ending = true;
        wake();
    }

    private void write() {
        int seen = wakes.get();
        try {
            sendNewEvents();
            if (heartbeatDue) {
                heartbeatDue = false;
                emitter.send(SseEmitter.event().comment("alive"));
            }
            if (ending || isOver()) {
                emitter.complete();
                return;
            }
        } catch (IOException | IllegalStateException e) {
            // The subscriber is gone.
            LOG.debug("A stream of job {} broke", jobId, e);
            emitter.completeWithError(e);
            return;
        } catch (RuntimeException e) {
            LOG.error("A stream of job {} failed", jobId, e);
            emitter.completeWithError(e);
            return;
        }
        if (wakes.addAndGet(-seen) != 0) {
            writers.execute(this::write);
        }
    }

    private void sendNewEvents() throws IOException {
        List<JobEvent> page = events.page(jobId, sent, PAGE);
        while (!page.isEmpty() && !ending) {
            for (JobEvent event : page) {
                emitter.send(SseEmitter.event()
                        .id(String.valueOf(event.sequence()))
                        .name(event.type())
                        .data(event, MediaType.APPLICATION_JSON));
                sent = event.sequence();
            }
            page = events.page(jobId, sent, PAGE);
        }
    }

    /** A cancelled or failed job that was resumed goes on, so that only the present state counts. */
    private boolean isOver() {
        return jobs.get(jobId).state().isFinal() && sent >= events.last(jobId);
    }
}
