package io.latentry.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The worker's process, without a server. */
class WorkerTest {

    @TempDir
    private Path folder;

    private final List<Process> started = new ArrayList<>();

    @BeforeEach
    void writeJob() throws IOException {
        Files.writeString(folder.resolve(WorkerFiles.TYPE), CountingTask.NAME);
        write(Counting.slow());
    }

    @AfterEach
    void killAll() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void haltsWhenItsServerIsGone() throws Exception {
        Process worker = start();
        awaitFirstStep();

        worker.getOutputStream().close();

        assertThat(exitCode(worker)).isEqualTo(Worker.SERVER_GONE);
    }

    @Test
    void leavesAFolderAloneThatAnotherWorkerHas() throws Exception {
        try (FileChannel channel = FileChannel.open(
                        folder.resolve(WorkerFiles.LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            assertThat(lock.isValid()).isTrue();

            assertThat(exitCode(start())).isEqualTo(Worker.LOCKED);
        }
        assertThat(folder.resolve("checkpoint")).doesNotExist();
    }

    @Test
    void waitsForADyingPredecessor() throws Exception {
        write(Counting.steps(3));
        Process second;
        try (FileChannel channel = FileChannel.open(
                        folder.resolve(WorkerFiles.LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            second = start();
            assertThat(second.waitFor(1500, TimeUnit.MILLISECONDS)).isFalse();
            assertThat(lock.isValid()).isTrue();
            assertThat(folder.resolve("checkpoint")).doesNotExist();
        }

        assertThat(exitCode(second)).isEqualTo(Worker.DONE);
        assertThat(folder.resolve(WorkerFiles.COMPLETED)).exists();
    }

    @Test
    void refusesAJobThatItsProgramDoesNotKnow() throws Exception {
        Files.writeString(folder.resolve(WorkerFiles.TYPE), "cooking");

        Process worker = start();

        assertThat(exitCode(worker)).isEqualTo(Worker.DIED);
        assertThat(new String(worker.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("no task for jobs of type cooking");
    }

    @Test
    void saysThatItsSpecificationIsBroken() throws Exception {
        Files.write(folder.resolve(WorkerFiles.SPECIFICATION), new byte[] {'{', (byte) 0xff, 0});

        Process worker = start();

        assertThat(exitCode(worker)).isEqualTo(Worker.DONE);
        assertThat(new String(worker.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("FAILED", "specification-damaged");
    }

    private Process start() throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        JobApplication.class.getName(),
                        Worker.ARGUMENT,
                        folder.toString())
                .start();
        started.add(process);
        return process;
    }

    private void write(Counting counting) throws IOException {
        Files.writeString(folder.resolve(WorkerFiles.SPECIFICATION), WorkerMessage.JSON.writeValueAsString(counting));
    }

    private void awaitFirstStep() throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!Files.exists(folder.resolve("checkpoint"))) {
            assertThat(System.nanoTime()).as("time is up").isLessThan(end);
            Thread.sleep(20);
        }
    }

    private static int exitCode(Process process) throws InterruptedException {
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}
