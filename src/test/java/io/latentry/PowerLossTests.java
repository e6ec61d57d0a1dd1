package io.latentry;

import static org.assertj.core.api.Assertions.assertThat;

import io.latentry.testing.WatchedFiles;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What was answered is on the disk, not only with the operating system. */
class PowerLossTests extends WholeApplication {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @DynamicPropertySource
    static void watch(DynamicPropertyRegistry properties) {
        WatchedFiles.register();
        properties.add(
                "spring.datasource.url",
                () -> "jdbc:h2:watched:" + home.resolve("db/latentry") + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE");
    }

    @Test
    void changesOfDatasetsAreOnDiskBeforeTheyAreAnswered() {
        answersAfterSync(201, "POST", "/v1/datasets", "{\"sample\": \"digits\", \"name\": \"lasting\"}");
        answersAfterSync(204, "DELETE", "/v1/datasets/lasting", "");
    }

    @Test
    void changesOfModelsAreOnDiskBeforeTheyAreAnswered() {
        byte[] artifact =
                client.send("GET", "/v1/models/demo-vae/artifact", "", "*/*").body();
        afterSync(() -> client.importArtifact("lasting", artifact));
        answersAfterSync(200, "PUT", "/v1/models/lasting/aliases/best", "{\"version\": 1}");
        answersAfterSync(204, "DELETE", "/v1/models/lasting/aliases/best", "");
        answersAfterSync(204, "DELETE", "/v1/models/lasting", "");
    }

    @Test
    void changesOfJobsAreOnDiskBeforeTheyAreAnswered() {
        String job = JsonMapper.shared()
                .readTree(
                        answersAfterSync(
                                202,
                                "POST",
                                "/v1/jobs",
                                "{\"method\": \"vae\", \"dataset\": \"digits\", \"model\": \"m\", \"hyperparameters\": {\"epochs\": 500}}"))
                .get("id")
                .asString();
        answersAfterSync(202, "POST", "/v1/jobs/" + job + "/cancel", "");
        JsonNode cancelled = client.await(job, PATIENCE);
        assertThat(cancelled.get("state").asString()).isEqualTo("cancelled");
        answersAfterSync(202, "POST", "/v1/jobs/" + job + "/resume", "");
        client.post("/v1/jobs/" + job + "/cancel", "");
        client.await(job, PATIENCE);
    }

    private byte[] answersAfterSync(int status, String method, String path, String body) {
        HttpResponse<byte[]> answer = afterSync(() -> client.send(method, path, body, "*/*"));
        assertThat(answer.statusCode()).as("%s %s", method, path).isEqualTo(status);
        return answer.body();
    }

    private static <T> T afterSync(Supplier<T> request) {
        int before = WatchedFiles.timesForced();
        T answer = request.get();
        assertThat(WatchedFiles.timesForced()).isGreaterThan(before);
        return answer;
    }
}
