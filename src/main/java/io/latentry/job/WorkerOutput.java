package io.latentry.job;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The worker's mouth: writes messages, whole and one after the other, to what was standard output. */
final class WorkerOutput {

    private final OutputStream stream;

    WorkerOutput(OutputStream stream) {
        this.stream = stream;
    }

    synchronized void write(WorkerMessage message) {
        try {
            stream.write(message.toLine().getBytes(StandardCharsets.UTF_8));
            stream.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("The server does not listen", e);
        }
    }
}
