package io.latentry.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/** What a worker is started with. */
@EnabledOnOs(OS.LINUX)
class WorkerLauncherTest {

    @TempDir
    private Path folder;

    /** What an operator has set for the server is kept. */
    @Test
    @Timeout(60)
    void letsWorkersKeepTheMemoryOfTheirTensors() throws IOException {
        Files.writeString(folder.resolve(WorkerFiles.TYPE), CountingTask.NAME);
        Files.writeString(
                folder.resolve(WorkerFiles.SPECIFICATION), WorkerMessage.JSON.writeValueAsString(Counting.slow()));

        try (WorkerProcess worker = launcher().launch(folder)) {
            assertThat(worker.nextMessages()).isNotEmpty();
            assertThat(environment(worker))
                    .contains(
                            expected("MALLOC_ARENA_MAX", "1"),
                            expected("MALLOC_MMAP_THRESHOLD_", "33554432"),
                            expected("MALLOC_TRIM_THRESHOLD_", "1073741824"));
        }
    }

    private static String expected(String name, String value) {
        return name + "=" + System.getenv().getOrDefault(name, value);
    }

    private static WorkerLauncher launcher() {
        JobProperties.Worker worker = new JobProperties.Worker(
                JobApplication.class.getName(), DataSize.ofMegabytes(64), null, List.of("-XX:+UseSerialGC"), 0);
        return new WorkerLauncher(new JobProperties(1, 1, 1, null, null, null, Duration.ZERO, worker, null));
    }

    private static List<String> environment(WorkerProcess worker) throws IOException {
        Path file = Path.of("/proc", String.valueOf(worker.pid()), "environ");
        return List.of(Files.readString(file, StandardCharsets.ISO_8859_1).split("\0"));
    }
}
