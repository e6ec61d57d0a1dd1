package io.latentry;

import static org.assertj.core.api.Assertions.assertThat;

import io.latentry.evaluation.protocol.Protocols;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the OpenAPI document tells of operations, errors and schemas. */
class OpenApiDocumentTests extends WholeApplication {

    private static final String DOWNLOAD = "\"progress\": {\"phase\": \"%s\", \"step\": 1, \"bytes\": 1,"
            + " \"totalBytes\": 2, \"bytesPerSecond\": 1.5, \"etaSeconds\": 1}";

    private static final String PROBLEM = "#/components/responses/Problem";

    @Test
    void everyOperationIsDescribed() {
        List<String> missing = new ArrayList<>();
        Set<String> names = new HashSet<>();
        client.get("/v3/api-docs")
                .get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    String where = operation.getKey() + " " + path.getKey() + " ";
                    missing(operation.getValue()).forEach(what -> missing.add(where + what));
                    if (!names.add(operation.getValue().get("operationId").asString())
                            || operation
                                    .getValue()
                                    .get("operationId")
                                    .asString()
                                    .contains("_")) {
                        missing.add(where + "a name of its own");
                    }
                }));
        assertThat(missing).isEmpty();
    }

    private static List<String> missing(JsonNode operation) {
        List<String> missing = new ArrayList<>();
        for (String part : List.of("summary", "description", "tags", "responses")) {
            if (!operation.hasNonNull(part)) {
                missing.add(part);
            }
        }
        for (JsonNode parameter : operation.path("parameters")) {
            if (!parameter.hasNonNull("description")) {
                missing.add("description of " + parameter.get("name").asString());
            }
        }
        operation.get("responses").properties().forEach(response -> {
            boolean isError = response.getKey().matches("[45].*|default");
            if (!response.getValue().hasNonNull("description")
                    || (isError
                            && !response.getValue().path("$ref").asString("").equals(PROBLEM))) {
                missing.add("response " + response.getKey());
            }
        });
        return missing;
    }

    @Test
    void errorsAreDescribedOnce() {
        JsonNode problem =
                client.get("/v3/api-docs").at("/components/responses/Problem/content/application~1problem+json");

        assertThat(problem.at("/schema/$ref").asString()).isEqualTo("#/components/schemas/Problem");
        assertThat(problem.at("/example/code").asString()).isEqualTo("invalid-input");
    }

    @Test
    void everySchemaThatIsReferredToIsThere() {
        String document =
                new String(client.send("GET", "/v3/api-docs", "", "*/*").body(), StandardCharsets.UTF_8);
        Set<String> schemas = new HashSet<>();
        JsonMapper.shared()
                .readTree(document)
                .at("/components/schemas")
                .properties()
                .forEach(schema -> schemas.add(schema.getKey()));

        Set<String> referred = Pattern.compile("#/components/schemas/(\\w+)")
                .matcher(document)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toSet());

        assertThat(schemas).containsAll(referred);
        assertThat(referred).contains("Problem", "FieldError", "Job");
    }

    @Test
    void aJobsProgressIsThatOfItsKind() {
        JsonNode schemas = client.get("/v3/api-docs").at("/components/schemas");

        assertThat(schemas.at("/Job/properties/progress/oneOf").values())
                .extracting(schema -> schema.get("$ref").asString())
                .containsExactlyInAnyOrder(
                        "#/components/schemas/TrainingProgress",
                        "#/components/schemas/DownloadProgress",
                        "#/components/schemas/EvaluationProgress");
        assertThat(schemas.at("/Job/properties/progress").has("type")).isFalse();
        assertThat(schemas.at("/Job/properties/progress/discriminator/mapping").propertyNames())
                .containsExactlyInAnyOrder("features", "training", "download", "evaluation");
        assertThat(schemas.at("/DownloadProgress/properties/phase/enum/0").asString())
                .isEqualTo("download");
        assertThat(schemas.at("/DownloadProgress/properties").propertyNames()).contains("phase", "step", "totalBytes");
    }

    @Test
    void answersThatAreNotAsDescribedAreFound() {
        ApiDocument document = new ApiDocument(client.get("/v3/api-docs"));
        ApiDocument.Operation operation = document.operations().stream()
                .filter(each -> each.toString().equals("GET /v1/jobs/{id}"))
                .findFirst()
                .orElseThrow();

        assertThat(problem(document, operation, "\"state\": \"queued\"")).isEmpty();
        assertThat(problem(document, operation, "\"state\": \"lost\"")).contains("state");
        assertThat(problem(document, operation, "\"stat\": \"queued\"")).contains("stat");
        assertThat(problem(document, operation, DOWNLOAD.formatted("download"))).isEmpty();
        assertThat(problem(document, operation, DOWNLOAD.formatted("training"))).contains("progress");
        assertThat(document.problem(operation, 502, "", () -> null)).contains("not announced");
        assertThat(document.problem(operation, 200, "text/html", () -> null)).contains("not announced");
    }

    private static String problem(ApiDocument document, ApiDocument.Operation operation, String fields) {
        return document.problem(
                operation, 200, "application/json", () -> JsonMapper.shared().readTree("{" + fields + "}"));
    }

    @Test
    void everyProtocolIsTold() {
        String told = client.get("/v3/api-docs")
                .at("/components/schemas/EvaluationRequest/properties/protocols/description")
                .asString();

        assertThat(told).startsWith(String.join(", ", Protocols.names()) + ".");
    }

    @Test
    void everyMediaTypeIsTold() {
        JsonNode paths = client.get("/v3/api-docs").get("paths");

        assertThat(paths.at("/~1v1~1models/post/requestBody/content").propertyNames())
                .containsExactlyInAnyOrder("multipart/form-data", "application/zip", "application/octet-stream");
        assertThat(paths.at("/~1v1~1models~1{model}~1card/get/responses/200/content")
                        .propertyNames())
                .containsExactlyInAnyOrder("application/json", "text/markdown");
        assertThat(paths.at("/~1v1~1evaluations~1{id}/get/responses/200/content")
                        .propertyNames())
                .containsExactlyInAnyOrder("application/json", "text/csv", "text/markdown", "image/png");
        assertThat(paths.at("/~1v1~1jobs~1{id}~1events/get/responses/200/content")
                        .propertyNames())
                .containsExactlyInAnyOrder("application/json", "text/event-stream");
    }
}
