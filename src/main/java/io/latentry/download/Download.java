package io.latentry.download;

import io.latentry.job.WorkerContext;
import io.latentry.job.WorkerFailure;
import io.latentry.job.WorkerStopped;
import io.latentry.model.DownloadProgress;
import io.latentry.storage.FreeSpace;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Flow.Publisher;

/** One file's way here, in as many requests as it takes: each asks for what is still missing, by RFC 9110's ranges. */
final class Download {

    private static final int GLANCE_MILLIS = 100;

    private final DownloadLimits limits;
    private final PartialFile part;
    private final WorkerContext context;
    private final Requests requests;
    private final long started = System.nanoTime();
    private long received;
    private boolean pieced;

    Download(URI url, DownloadLimits limits, PartialFile part, WorkerContext context) {
        this.limits = limits;
        this.part = part;
        this.context = context;
        this.requests = new Requests(url, limits);
    }

    /**
     * Fetches what is missing.
     *
     * @throws WorkerFailure if the source refuses, or {@link Patience} with it ends
     */
    void run() throws WorkerFailure, WorkerStopped, IOException, InterruptedException {
        Patience patience = new Patience(limits.retryFor());
        long furthest = part.size();
        while (true) {
            try {
                attempt();
                return;
            } catch (SourceException e) {
                boolean fruitful = part.size() > furthest;
                furthest = Math.max(furthest, part.size());
                rest(patience.pause(fruitful, e.retryAfter())
                        .orElseThrow(() -> new WorkerFailure("source-unavailable", e.getMessage())));
            }
        }
    }

    /** Whether what is there is of more than one answer, which may have been of more than one file. */
    boolean isPieced() {
        return pieced;
    }

    private void rest(Duration pause) throws InterruptedException, WorkerStopped {
        long end = System.nanoTime() + pause.toNanos();
        while (System.nanoTime() - end < 0) {
            if (context.stopRequested()) {
                throw new WorkerStopped();
            }
            Thread.sleep(GLANCE_MILLIS);
        }
    }

    private void attempt() throws WorkerFailure, WorkerStopped, SourceException, IOException, InterruptedException {
        long had = part.size();
        HttpResponse<Publisher<List<ByteBuffer>>> answer = requests.send(had, part.tag());
        try (Body body = Body.of(answer, limits, context)) {
            if (answer.statusCode() == Requests.RANGE_NOT_SATISFIABLE) {
                part.delete();
                throw new SourceException("The source has changed");
            }
            long begin = answer.statusCode() == HttpURLConnection.HTTP_PARTIAL ? had : 0;
            pieced = begin > 0;
            if (begin == 0) {
                part.begin(Requests.tag(answer));
            }
            OptionalLong length = answer.headers().firstValueAsLong("Content-Length");
            long total = length.isPresent() ? begin + length.getAsLong() : -1;
            requireRoom(total);
            copy(body, begin, total);
        }
    }

    private void requireRoom(long bytes) throws WorkerFailure, IOException {
        if (bytes > limits.maxBytes()) {
            part.delete();
            throw new WorkerFailure(
                    "artifact-too-large",
                    "The file has more than the %d bytes of latentry.downloads.max-size".formatted(limits.maxBytes()));
        }
    }

    private void copy(Body body, long begin, long total)
            throws WorkerFailure, WorkerStopped, SourceException, IOException, InterruptedException {
        long bytes = begin;
        try (WritableByteChannel out = part.append()) {
            for (List<ByteBuffer> piece = body.next(); !piece.isEmpty(); piece = body.next()) {
                FreeSpace.require(
                        context.folder(),
                        piece.stream().mapToLong(ByteBuffer::remaining).sum());
                long count = write(piece, out);
                bytes += count;
                received += count;
                requireRoom(bytes);
                context.progress(DownloadProgress.of(bytes, total, received, (System.nanoTime() - started) * 1e-9));
            }
        }
        if (bytes < total) {
            throw new SourceException("The source ended the answer after " + bytes + " of " + total + " bytes");
        }
    }

    private static long write(List<ByteBuffer> piece, WritableByteChannel out) throws IOException {
        long count = 0;
        for (ByteBuffer bytes : piece) {
            while (bytes.hasRemaining()) {
                count += out.write(bytes);
            }
        }
        return count;
    }
}
