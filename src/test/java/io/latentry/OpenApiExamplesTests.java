package io.latentry;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Does what a visitor of Swagger UI does on an untouched server: "Try it out" on every endpoint, with its examples. */
class OpenApiExamplesTests extends WholeApplication {

    @Test
    void everyExampleSucceedsAsItIs() {
        JsonNode document = client.get("/v3/api-docs");
        List<String> failures = new ArrayList<>();
        List<SwaggerCall> calls = SwaggerCall.all(document);

        for (SwaggerCall call : calls) {
            HttpResponse<byte[]> response =
                    client.send(call.method().toUpperCase(Locale.ROOT), call.path(), call.body(), call.accept());
            if (response.statusCode() >= 300 && !isOperatorsChoice(call, response) && !isOfNothing(call, response)) {
                failures.add(call + " → " + response.statusCode() + " "
                        + new String(response.body(), StandardCharsets.UTF_8));
            }
        }

        assertThat(failures).isEmpty();
        assertThat(calls).hasSizeGreaterThan(20);
    }

    /** What a visitor trains is deleted, not what others need; it is there only when it has been trained. */
    private static boolean isOfNothing(SwaggerCall call, HttpResponse<byte[]> response) {
        return call.method().equals("delete")
                && response.statusCode() == 404
                && new String(response.body(), StandardCharsets.UTF_8).contains("model-not-found");
    }

    /** More numbers than this would stop a browser for seconds. */
    @Test
    void everyExamplesAnswerIsShort() {
        List<String> tooLong = new ArrayList<>();
        for (SwaggerCall call : SwaggerCall.all(client.get("/v3/api-docs"))) {
            if (call.method().equals("get")
                    || call.path()
                            .matches(
                                    "/v1/models/demo-[^/]+/.*(encode|classify|maps|s.mple|.*con.*|denoise|interpolate)")) {
                HttpResponse<byte[]> response = client.send(
                        call.method().toUpperCase(Locale.ROOT), call.path(), call.body(), "application/json");
                String body = new String(response.body(), StandardCharsets.UTF_8);
                long values = body.chars().filter(c -> c == ',').count();
                if (values > 13_000
                        && response.headers()
                                .firstValue("Content-Type")
                                .orElse("")
                                .contains("json")) {
                    tooLong.add(call + ": " + values);
                }
            }
        }
        assertThat(tooLong).isEmpty();
    }

    @Test
    void deletedDemosComeBack() {
        endJobs();
        assertThat(client.send("DELETE", "/v1/models/demo-denoiser", "", "*/*").statusCode())
                .isEqualTo(204);
        assertThat(client.send("GET", "/v1/models/demo-denoiser", "", "*/*").statusCode())
                .isEqualTo(404);

        assertThat(client.post("/v1/demo", "").get("items")).hasSize(5);

        assertThat(client.get("/v1/models/demo-denoiser").get("model").asString())
                .isEqualTo("demo-denoiser@2");
    }

    /** Jobs that another test submitted keep the models that they use. */
    private void endJobs() {
        for (String state : List.of("queued", "running", "cancelling")) {
            client.get("/v1/jobs?state=" + state).get("items").forEach(job -> {
                String id = job.get("id").asString();
                client.send("POST", "/v1/jobs/" + id + "/cancel", "", "*/*");
                client.await(id, Duration.ofMinutes(1));
            });
        }
    }

    @Test
    void picturesAreAskedForFirst() {
        client.get("/v3/api-docs")
                .get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    List<String> types = List.copyOf(
                            operation.getValue().at("/responses/200/content").propertyNames());
                    if (types.contains("image/png")) {
                        assertThat(types.get(0)).as(path.getKey()).isEqualTo("image/png");
                    }
                }));
        assertThat(client.send("GET", "/v1/datasets/digits/items?limit=1", "", "*/*")
                        .headers()
                        .firstValue("Content-Type"))
                .hasValue("application/json");
    }

    /** Nothing is fetched from anywhere before an operator says from where. */
    private static boolean isOperatorsChoice(SwaggerCall call, HttpResponse<byte[]> response) {
        return call.path().equals("/v1/imports")
                && response.statusCode() == 422
                && new String(response.body(), StandardCharsets.UTF_8).contains("source-not-allowed");
    }
}
