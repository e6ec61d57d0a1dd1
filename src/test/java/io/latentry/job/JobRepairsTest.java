package io.latentry.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.latentry.storage.FileSums;
import io.latentry.storage.Hashing;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Files in jobs' folders that decay while the server is down. */
class JobRepairsTest {

    @TempDir
    private Path home;

    @Test
    void aBrokenSpecificationIsRestoredFromTheDatabase() throws Exception {
        String id = interrupted();
        Path folder = home.resolve("jobs").resolve(id);
        String specification = Files.readString(folder.resolve(WorkerFiles.SPECIFICATION));
        Files.writeString(folder.resolve(WorkerFiles.SPECIFICATION), specification.substring(0, 7));
        Files.write(folder.resolve(WorkerFiles.TYPE), new byte[] {(byte) 0xff});

        try (JobServer server = JobServer.start(home)) {
            JsonNode job = server.client().await(id, JobState.SUCCEEDED);

            assertThat(job.at("/result/model").asString()).isEqualTo("sum-7260");
            assertThat(server.client().eventTypes(id))
                    .contains("inputs-restored")
                    .doesNotContain("worker-died");
            assertThat(folder.resolve(WorkerFiles.SPECIFICATION)).hasContent(specification);
        }
    }

    @Test
    void aResultThatIsNotWhatTheWorkerLeftIsMadeAgain() throws Exception {
        String id = interrupted();
        Path folder = home.resolve("jobs").resolve(id);
        Path result = Files.writeString(folder.resolve(CountingTask.RESULT), "7260");
        FileSums.of(Map.of(CountingTask.RESULT, Hashing.hash(result))).write(folder.resolve(WorkerFiles.COMPLETED));
        Files.writeString(result, "7261");

        try (JobServer server = JobServer.start(home)) {
            JsonNode job = server.client().await(id, JobState.SUCCEEDED);

            assertThat(job.at("/result/model").asString()).isEqualTo("sum-7260");
            assertThat(job.get("attempts").asInt()).isEqualTo(2);
            assertThat(server.client().eventTypes(id)).contains("result-damaged");
        }
    }

    @Test
    void aResultWhoseChecksumsCannotBeReadIsMadeAgain() throws Exception {
        String id = interrupted();
        Path folder = home.resolve("jobs").resolve(id);
        Files.writeString(folder.resolve(CountingTask.RESULT), "7261");
        Files.createDirectory(folder.resolve(WorkerFiles.COMPLETED));

        try (JobServer server = JobServer.start(home)) {
            JsonNode job = server.client().await(id, JobState.SUCCEEDED);

            assertThat(job.at("/result/model").asString()).isEqualTo("sum-7260");
            assertThat(server.client().eventTypes(id)).contains("result-damaged");
        }
    }

    private String interrupted() {
        try (JobServer server = JobServer.start(home)) {
            String id = server.client().submit(Counting.steps(120).every(Duration.ofMillis(10)));
            server.client().awaitStep(id, 1);
            return id;
        }
    }
}
