package io.latentry.job;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import tools.jackson.core.JacksonException;

/** A running worker, seen from the server. */
final class WorkerProcess implements Closeable {

    private static final int MAX_BATCH = 500;
    private static final Duration EXIT_WAIT = Duration.ofSeconds(10);
    private static final byte[] STOP = (StopSignal.STOP + "\n").getBytes(StandardCharsets.US_ASCII);

    private final Process process;
    private final WorkerLog log;
    private final LineReader output;
    private final Thread errorPump;
    private volatile boolean stopping;

    WorkerProcess(Process process, WorkerLog log) {
        this.process = process;
        this.log = log;
        output = new LineReader(process.getInputStream());
        errorPump = new Thread(() -> log.copy(process.getErrorStream()), "worker-log-" + process.pid());
        errorPump.setDaemon(true);
        errorPump.start();
    }

    /**
     * Waits for the worker's next message, then takes what else is there, so that a burst is one transaction.
     *
     * @return an empty list when the worker has closed its output
     */
    List<WorkerMessage> nextMessages() throws IOException {
        List<WorkerMessage> messages = new ArrayList<>();
        while (messages.isEmpty() || (messages.size() < MAX_BATCH && output.ready())) {
            String line = output.next();
            if (line == null) {
                return messages;
            }
            parse(line).ifPresent(messages::add);
        }
        return messages;
    }

    private Optional<WorkerMessage> parse(String line) {
        int separator = line.indexOf(WorkerMessage.SEPARATOR);
        if (separator != 0) {
            log.writeLine(separator < 0 ? line : line.substring(0, separator));
        }
        if (separator < 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(WorkerMessage.parse(line.substring(separator + 1)));
        } catch (JacksonException e) {
            log.writeLine(line);
            return Optional.empty();
        }
    }

    /** Asks the worker to write a checkpoint and stop; kills it if it has not after the grace. */
    void stop(Duration grace) {
        stopping = true;
        try {
            process.getOutputStream().write(STOP);
            process.getOutputStream().flush();
        } catch (IOException e) {
            // It is ending already.
            log.writeLine("[cannot be told to stop: " + e.getMessage() + "]");
        }
        CompletableFuture.delayedExecutor(grace.toMillis(), TimeUnit.MILLISECONDS)
                .execute(this::kill);
    }

    /** Whether it was asked to stop. */
    boolean isStopping() {
        return stopping;
    }

    /** Waits for the process to end once its output has, and returns its exit code. */
    int exitCode() throws InterruptedException {
        if (!process.waitFor(EXIT_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
            kill();
        }
        return process.waitFor();
    }

    long pid() {
        return process.pid();
    }

    /** Kills the process, if it still runs, and closes its log. */
    @Override
    public void close() throws IOException {
        kill();
        process.onExit().join();
        process.getErrorStream().close();
        process.getInputStream().close();
        log.close();
    }

    /** Unlike {@link Process#destroyForcibly()}, leaves the last messages to be read. */
    void kill() {
        process.toHandle().destroyForcibly();
    }
}
