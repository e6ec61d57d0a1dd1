package io.latentry.job;

import io.latentry.job.WorkerMessage.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/** The {@link WorkerContext} of a worker process. */
final class ProcessContext implements WorkerContext {

    private static final long PROGRESS_INTERVAL = Duration.ofSeconds(1).toNanos();

    private final Path folder;
    private final String specification;
    private final WorkerOutput output;
    private final StopSignal stop;
    private Optional<Object> pending = Optional.empty();
    private long nextProgress = System.nanoTime();

    ProcessContext(Path folder, WorkerOutput output, StopSignal stop) throws IOException {
        this.folder = folder;
        this.output = output;
        this.stop = stop;
        // Decayed bytes need not be UTF-8.
        specification =
                new String(Files.readAllBytes(folder.resolve(WorkerFiles.SPECIFICATION)), StandardCharsets.UTF_8);
    }

    /** Refuses a specification that cannot be one. */
    void requireSpecification() throws WorkerFailure {
        try {
            WorkerMessage.JSON.readTree(specification);
        } catch (JacksonException e) {
            throw new WorkerFailure(
                    "specification-damaged",
                    "The job's " + WorkerFiles.SPECIFICATION + " is no longer JSON: " + e.getOriginalMessage());
        }
    }

    @Override
    public String jobId() {
        return folder.getFileName().toString();
    }

    @Override
    public String specification() {
        return specification;
    }

    @Override
    public Path folder() {
        return folder;
    }

    @Override
    public synchronized void progress(Object progress) {
        pending = Optional.of(progress);
        if (System.nanoTime() - nextProgress >= 0) {
            flush();
        }
    }

    @Override
    public void event(String type, Object data) {
        send(Kind.EVENT, type, data);
    }

    @Override
    public void eventOnce(String type, Object data) {
        send(Kind.EVENT_ONCE, type, data);
    }

    private synchronized void send(Kind kind, String type, Object data) {
        if (!EventTypes.isForWorkers(type)) {
            throw new IllegalArgumentException("Not a type for a worker's events: " + type);
        }
        flush();
        output.write(new WorkerMessage(kind, type, WorkerMessage.JSON.valueToTree(data)));
    }

    @Override
    public boolean stopRequested() {
        return stop.isRequested();
    }

    /** Sends the progress that the rate limit has held back. */
    synchronized void flush() {
        pending.ifPresent(progress -> {
            output.write(new WorkerMessage(Kind.PROGRESS, null, WorkerMessage.JSON.valueToTree(progress)));
            nextProgress = System.nanoTime() + PROGRESS_INTERVAL;
        });
        pending = Optional.empty();
    }
}
