package io.latentry;

import static org.assertj.core.api.Assertions.assertThat;

import io.latentry.storage.Home;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.FileSystemUtils;
import org.springframework.web.context.request.RequestContextHolder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is deleted beside, or before, the jobs that need it: a job is refused or what it needs stays. */
@Tag("long")
class DeletionTests extends WholeApplication {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int ROUNDS = 10;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void aJobIsRefusedWhoseDatasetIsJustBeingDeleted() {
        addDataset("going");

        HttpResponse<byte[]> answer =
                whileUncommitted("DELETE FROM dataset WHERE name = 'going'", () -> submit("going"));

        assertProblem(answer, 404, "dataset-not-found");
        assertThat(client.get("/v1/jobs").toString()).doesNotContain("\"going\"");
    }

    @Test
    void aFineTuneIsRefusedWhoseParentIsJustBeingDeleted() {
        importAs("going-parent");

        HttpResponse<byte[]> answer = whileUncommitted(
                "SELECT * FROM model WHERE name = 'going-parent' FOR UPDATE",
                "DELETE FROM model_version WHERE model = 'going-parent'",
                () -> fineTune("going-parent"));

        assertProblem(answer, 404, "model-not-found");
        assertThat(client.get("/v1/jobs").toString()).doesNotContain("going-parent");
    }

    @Test
    void ofADeletionAndASubmissionOnlyOneSucceeds() {
        for (int round = 0; round < ROUNDS; round++) {
            String dataset = "contested-" + round;
            addDataset(dataset);
            CompletableFuture<Integer> deleted = CompletableFuture.supplyAsync(() -> delete("/v1/datasets/" + dataset));
            HttpResponse<byte[]> submitted = submit(dataset);

            assertThat((deleted.join() == 204) != (submitted.statusCode() == 202))
                    .as("%s: %d and %d", dataset, deleted.join(), submitted.statusCode())
                    .isTrue();
            if (submitted.statusCode() == 202) {
                cancel(id(submitted));
            }
        }
    }

    @Test
    void aJobIsNotResumedWithoutItsDataset() {
        addDataset("deleted");
        String job = id(submit("deleted"));
        cancel(job);
        assertThat(delete("/v1/datasets/deleted")).isEqualTo(204);

        assertProblem(resume(job), 409, "dataset-deleted");

        addDataset("deleted");
        assertProblem(resume(job), 409, "dataset-deleted");
        assertThat(client.get("/v1/jobs/" + job).get("state").asString()).isEqualTo("cancelled");
    }

    @Test
    void aFineTuneIsResumedWhileAnyVersionHasTheWeightsOfItsParent() {
        byte[] other =
                client.send("GET", "/v1/models/demo-vae/artifact", "", "*/*").body();
        importAs("short-lived");
        String job = id(fineTune("short-lived"));
        cancel(job);
        assertThat(delete("/v1/models/short-lived")).isEqualTo(204);

        assertThat(resume(job).statusCode()).as("demo-backbone has them").isEqualTo(202);
        cancel(job);
        assertThat(delete("/v1/models/demo-backbone")).isEqualTo(204);

        assertProblem(resume(job), 409, "parent-deleted");
        client.importArtifact("unrelated", other);
        assertProblem(resume(job), 409, "parent-deleted");
    }

    @Test
    void aJobWhoseDatasetLostItsFilesFailsAtOnceForThatReason(@Autowired Home store) throws IOException {
        addDataset("damaged");
        String job = id(submit("damaged"));
        cancel(job);
        int attempts = client.get("/v1/jobs/" + job).get("attempts").asInt();
        String folder = jdbc.sql("SELECT folder FROM dataset WHERE name = 'damaged'")
                .query(String.class)
                .single();
        Path files = store.datasets().resolve(folder);
        FileSystemUtils.deleteRecursively(files);

        assertThat(resume(job).statusCode()).isEqualTo(202);

        JsonNode failed = client.await(job, PATIENCE);
        assertThat(failed.at("/error/code").asString()).isEqualTo("dataset-deleted");
        assertThat(failed.get("attempts").asInt()).isEqualTo(attempts + 1);
    }

    /** As when the disk fails just then: a commit cannot be taken back. */
    @Test
    void filesGoThoughADeletionFailsAfterItsCommit(@Autowired Home store) {
        addDataset("uncertain");
        String job = client.train("{\"method\": \"pca\", \"dataset\": \"uncertain\", \"model\": \"uncertain\"}");
        client.awaitModel(job, PATIENCE);
        Path blob = store.blobs()
                .resolve(client.get("/v1/models/uncertain").get("weights").asString());
        Path dataset = store.datasets()
                .resolve(jdbc.sql("SELECT folder FROM dataset WHERE name = 'uncertain'")
                        .query(String.class)
                        .single());
        assertThat(List.of(blob, dataset, store.jobs().resolve(job)))
                .allSatisfy(file -> assertThat(file).exists());

        for (String path : List.of("/v1/jobs/" + job, "/v1/models/uncertain", "/v1/datasets/uncertain")) {
            FailingAfterCommit.next = true;
            assertThat(delete(path)).as(path).isGreaterThanOrEqualTo(500);
            assertThat(delete(path)).as(path).isEqualTo(404);
        }

        assertThat(List.of(blob, dataset, store.jobs().resolve(job)))
                .allSatisfy(file -> assertThat(file).doesNotExist());
    }

    /** Has what follows the next commit of a request fail. */
    @TestConfiguration
    static class FailingAfterCommit implements TransactionExecutionListener {

        private static volatile boolean next;

        @Override
        public void afterCommit(TransactionExecution transaction, @Nullable Throwable failure) {
            if (next && RequestContextHolder.getRequestAttributes() != null && !transaction.isReadOnly()) {
                next = false;
                throw new DataAccessResourceFailureException("The disk fails");
            }
        }
    }

    /** Sends a request that another transaction, of which it sees nothing yet, is ahead of. */
    private HttpResponse<byte[]> whileUncommitted(String change, Request request) {
        return whileUncommitted("SELECT 1", change, request);
    }

    private HttpResponse<byte[]> whileUncommitted(String lock, String change, Request request) {
        CompletableFuture<HttpResponse<byte[]>> answer = new CompletableFuture<>();
        transaction.executeWithoutResult(status -> {
            jdbc.sql(lock).query().listOfRows();
            jdbc.sql(change).update();
            answer.completeAsync(request::send);
            pause();
            assertThat(answer).isNotDone();
        });
        return answer.join();
    }

    /** Something to send meanwhile. */
    @FunctionalInterface
    private interface Request {
        HttpResponse<byte[]> send();
    }

    private void addDataset(String name) {
        client.post("/v1/datasets", "{\"sample\": \"digits\", \"name\": \"%s\"}".formatted(name));
    }

    private void importAs(String name) {
        byte[] artifact = client.send("GET", "/v1/models/demo-backbone/artifact", "", "*/*")
                .body();
        client.importArtifact(name, artifact);
    }

    private HttpResponse<byte[]> submit(String dataset) {
        return client.send(
                "POST",
                "/v1/jobs",
                "{\"method\": \"vae\", \"dataset\": \"%s\", \"model\": \"x\", \"hyperparameters\": {\"epochs\": 500}}"
                        .formatted(dataset),
                "*/*");
    }

    private HttpResponse<byte[]> fineTune(String parent) {
        return client.send(
                "POST",
                "/v1/models/" + parent + "/fine-tune",
                "{\"newModel\": \"y\", \"dataset\": \"fashion-sample\", \"freeze\": \"none\", \"hyperparameters\": {\"epochs\": 500}}",
                "*/*");
    }

    private void cancel(String job) {
        client.post("/v1/jobs/" + job + "/cancel", "");
        client.await(job, PATIENCE);
    }

    private HttpResponse<byte[]> resume(String job) {
        return client.send("POST", "/v1/jobs/" + job + "/resume", "", "*/*");
    }

    private int delete(String path) {
        return client.send("DELETE", path, "", "*/*").statusCode();
    }

    private static String id(HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode()).isEqualTo(202);
        return JsonMapper.shared().readTree(answer.body()).get("id").asString();
    }

    private static void assertProblem(HttpResponse<byte[]> answer, int status, String code) {
        String text = new String(answer.body(), StandardCharsets.UTF_8);
        assertThat(answer.statusCode()).as(text).isEqualTo(status);
        assertThat(text).contains("\"" + code + "\"");
    }

    private static void pause() {
        try {
            Thread.sleep(1_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
