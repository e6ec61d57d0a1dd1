package io.latentry.job;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One subscriber's stream. It remembers only how far it got and reads on in the log whenever it is woken, so that replay
 * and live events come the same way, none twice and none left out, and a slow reader costs no memory.
 */
final class EventStream implements Subscriber.Listener {

    private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);
    private static final int PAGE = 200;
    private static final String HEARTBEAT = ":alive\n\n";

    private final String jobId;
    private final EventStreams streams;
    private final Subscriber subscriber;

    /** How often it was woken since it last found nothing more to do; a writer is at it unless this is 0. */
    private final AtomicInteger wakes = new AtomicInteger();

    private volatile long sent;
    private volatile boolean heartbeatDue;

    EventStream(
            String jobId, long after, EventStreams streams, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        this.jobId = jobId;
        this.sent = after;
        this.streams = streams;
        this.subscriber = Subscriber.of(request, response, this);
    }

    String jobId() {
        return jobId;
    }

    boolean hasArrived() {
        return subscriber.hasArrived();
    }

    void wake() {
        if (wakes.getAndIncrement() == 0) {
            haveWritten();
        }
    }

    void heartbeat() {
        heartbeatDue = true;
        wake();
    }

    void end() {
        subscriber.end();
    }

    @Override
    public void ready() {
        wake();
    }

    @Override
    public void gone() {
        streams.remove(this);
    }

    private void haveWritten() {
        try {
            streams.execute(this::write);
        } catch (RejectedExecutionException e) {
            // The server is stopping.
            end();
        }
    }

    private void write() {
        int seen = wakes.get();
        try {
            boolean heartbeat = heartbeatDue;
            heartbeatDue = false;
            if (heartbeat) {
                subscriber.cutIfStalled();
            }
            if (subscriber.isReady()) {
                writeWhatIsDue(heartbeat);
            }
        } catch (IOException | IllegalStateException e) {
            LOG.debug("A stream of job {} broke", jobId, e);
            subscriber.cut();
        } catch (RuntimeException e) {
            LOG.error("A stream of job {} failed", jobId, e);
            subscriber.cut();
        }
        if (wakes.addAndGet(-seen) != 0) {
            haveWritten();
        }
    }

    private void writeWhatIsDue(boolean heartbeat) throws IOException {
        boolean complete = writeNewEvents();
        if (heartbeat) {
            subscriber.write(HEARTBEAT);
        }
        if (subscriber.flush() && complete && streams.isOver(jobId, sent)) {
            subscriber.end();
        }
    }

    /** Whether the subscriber took all there are. */
    private boolean writeNewEvents() throws IOException {
        List<JobEvent> page = streams.page(jobId, sent, PAGE);
        while (!page.isEmpty()) {
            for (JobEvent event : page) {
                if (!subscriber.write(streams.text(event))) {
                    return false;
                }
                sent = event.sequence();
            }
            page = streams.page(jobId, sent, PAGE);
        }
        return true;
    }
}
