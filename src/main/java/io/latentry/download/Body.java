package io.latentry.download;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * The body of an answer. Another thread hangs up if too few bytes come, as a limit for each read would let a byte at a
 * time come for ever, and if nobody waits for the file any more.
 */
final class Body implements Closeable {

    private static final int GLANCE_MILLIS = 200;

    private final InputStream in;
    private final DownloadLimits limits;
    private final AtomicLong arrived = new AtomicLong();
    private final ScheduledExecutorService watch;
    private volatile boolean tooSlow;

    Body(InputStream in, DownloadLimits limits, BooleanSupplier unwanted) {
        this.in = in;
        this.limits = limits;
        watch = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "download-watch");
            thread.setDaemon(true);
            return thread;
        });
        long window = limits.timeout().toMillis();
        watch.scheduleAtFixedRate(this::checkPace, window, window, TimeUnit.MILLISECONDS);
        watch.scheduleWithFixedDelay(
                () -> hangUpIf(unwanted.getAsBoolean()), GLANCE_MILLIS, GLANCE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void checkPace() {
        tooSlow |= arrived.getAndSet(0) < limits.leastBytes();
        hangUpIf(tooSlow);
    }

    private void hangUpIf(boolean so) {
        try {
            if (so) {
                in.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@link InputStream#read(byte[])}, but for what may be mended by another attempt. */
    int read(byte[] buffer) throws SourceException {
        try {
            int count = in.read(buffer);
            arrived.addAndGet(count);
            return endsWell(count);
        } catch (IOException e) {
            throw tooSlow ? tooSlow() : SourceException.unavailable(e);
        }
    }

    /** A stream that the watch has closed may look as if it had come to its end. */
    private int endsWell(int count) throws SourceException {
        if (count < 0 && tooSlow) {
            throw tooSlow();
        }
        return count;
    }

    private SourceException tooSlow() {
        return new SourceException(
                "The source sent fewer than %d bytes in %s s; latentry.downloads.min-rate asks for more"
                        .formatted(limits.leastBytes(), limits.timeout().toMillis() / 1000.0));
    }

    @Override
    public void close() throws IOException {
        watch.shutdownNow();
        in.close();
    }
}
