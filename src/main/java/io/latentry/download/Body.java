package io.latentry.download;

import io.latentry.job.WorkerContext;
import io.latentry.job.WorkerStopped;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow.Publisher;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer, of which enough bytes must come in time: with a limit for each wait, a byte at a time could come
 * for ever. Unlike an {@link java.io.InputStream}, it gives all that came before the source hung up.
 */
final class Body implements Subscriber<List<ByteBuffer>>, AutoCloseable {

    private static final int GLANCE_MILLIS = 100;

    private final DownloadLimits limits;
    private final WorkerContext context;
    private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
    private volatile @Nullable Subscription subscription;
    private long windowBegin = System.nanoTime();
    private long bytesInWindow;

    /**
     * What the connection's thread hands over.
     *
     * @param bytes empty at the end
     * @param failure why it is the end, if it should not be
     */
    private record Arrival(List<ByteBuffer> bytes, @Nullable Throwable failure) {}

    private Body(DownloadLimits limits, WorkerContext context) {
        this.limits = limits;
        this.context = context;
    }

    static Body of(HttpResponse<Publisher<List<ByteBuffer>>> answer, DownloadLimits limits, WorkerContext context) {
        Body body = new Body(limits, context);
        answer.body().subscribe(body);
        return body;
    }

    /**
     * Waits for the next bytes.
     *
     * @return none at the end
     */
    List<ByteBuffer> next() throws SourceException, WorkerStopped, InterruptedException {
        while (true) {
            Arrival arrival = arrivals.poll(GLANCE_MILLIS, TimeUnit.MILLISECONDS);
            if (context.stopRequested()) {
                throw new WorkerStopped();
            }
            if (arrival != null) {
                return take(arrival);
            }
            requirePace();
        }
    }

    private List<ByteBuffer> take(Arrival arrival) throws SourceException {
        if (arrival.failure() != null) {
            throw SourceException.unavailable(arrival.failure());
        }
        if (!arrival.bytes().isEmpty()) {
            bytesInWindow +=
                    arrival.bytes().stream().mapToLong(ByteBuffer::remaining).sum();
            requirePace();
            request();
        }
        return arrival.bytes();
    }

    private void requirePace() throws SourceException {
        long now = System.nanoTime();
        if (now - windowBegin < limits.timeout().toNanos()) {
            return;
        }
        if (bytesInWindow < limits.leastBytes()) {
            throw new SourceException("The source sent %d bytes in %d ms; latentry.downloads.min-rate asks for %d"
                    .formatted(bytesInWindow, limits.timeout().toMillis(), limits.leastBytes()));
        }
        windowBegin = now;
        bytesInWindow = 0;
    }

    private void request() {
        Subscription known = subscription;
        if (known != null) {
            known.request(1);
        }
    }

    @Override
    public void onSubscribe(Subscription given) {
        subscription = given;
        given.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> bytes) {
        if (bytes.isEmpty()) {
            request();
        } else {
            arrivals.add(new Arrival(bytes, null));
        }
    }

    @Override
    public void onError(Throwable failure) {
        arrivals.add(new Arrival(List.of(), failure));
    }

    @Override
    public void onComplete() {
        arrivals.add(new Arrival(List.of(), null));
    }

    /** Hangs up, unless all has come. */
    @Override
    public void close() {
        Subscription known = subscription;
        if (known != null) {
            known.cancel();
        }
    }
}
