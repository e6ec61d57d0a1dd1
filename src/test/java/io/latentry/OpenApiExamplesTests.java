package io.latentry;

import static org.assertj.core.api.Assertions.assertThat;

import io.latentry.evaluation.protocol.Protocols;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Does what a visitor of Swagger UI does on an untouched server: "Try it out" on every endpoint, with its examples. */
class OpenApiExamplesTests extends WholeApplication {

    private static final String DOWNLOAD = "\"progress\": {\"phase\": \"%s\", \"step\": 1, \"bytes\": 1,"
            + " \"totalBytes\": 2, \"bytesPerSecond\": 1.5, \"etaSeconds\": 1}";

    private static final String PROBLEM = "#/components/responses/Problem";

    /** Reading comes before writing, and deleting last. */
    private static final List<String> ORDER = List.of("get", "put", "post", "delete");

    @Test
    void everyExampleSucceedsAsItIs() {
        JsonNode document = client.get("/v3/api-docs");
        List<String> failures = new ArrayList<>();
        List<Call> calls = calls(document);

        for (Call call : calls) {
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
    private static boolean isOfNothing(Call call, HttpResponse<byte[]> response) {
        return call.method().equals("delete")
                && response.statusCode() == 404
                && new String(response.body(), StandardCharsets.UTF_8).contains("model-not-found");
    }

    /** More numbers than this would stop a browser for seconds. */
    @Test
    void everyExamplesAnswerIsShort() {
        List<String> tooLong = new ArrayList<>();
        for (Call call : calls(client.get("/v3/api-docs"))) {
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
    private static boolean isOperatorsChoice(Call call, HttpResponse<byte[]> response) {
        return call.path().equals("/v1/imports")
                && response.statusCode() == 422
                && new String(response.body(), StandardCharsets.UTF_8).contains("source-not-allowed");
    }

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

    /** A request as Swagger UI would make it. */
    private record Call(String method, String path, String body, String accept) {}

    private static List<Call> calls(JsonNode document) {
        List<Call> calls = new ArrayList<>();
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation -> call(document, path.getKey(), operation.getKey(), operation.getValue())
                                .ifPresent(calls::add)));
        // A job is resumed and cancelled before another one is submitted, as each is the first thing that a visitor
        // does.
        calls.sort(Comparator.<Call>comparingInt(call -> ORDER.indexOf(call.method()))
                .thenComparing(call -> call.path().endsWith("/fine-tune"))
                .thenComparing((a, b) -> a.method().equals("post")
                        ? b.path().compareTo(a.path())
                        : a.path().compareTo(b.path())));
        return calls;
    }

    /** Empty if the body can only be a file, which Swagger UI asks its user for. */
    private static Optional<Call> call(JsonNode document, String path, String method, JsonNode operation) {
        JsonNode content = operation.path("requestBody").path("content");
        if (!content.isMissingNode() && !content.has("application/json")) {
            return Optional.empty();
        }
        String body = content.isMissingNode() ? "" : example(document, content.get("application/json"));
        return Optional.of(new Call(method, address(path, operation.path("parameters")), body, accept(operation)));
    }

    /** The first media type of a success. */
    private static String accept(JsonNode operation) {
        return operation.get("responses").properties().stream()
                .filter(response -> response.getKey().startsWith("2"))
                .flatMap(response -> response.getValue().path("content").propertyNames().stream())
                .findFirst()
                .orElse("*/*");
    }

    private static String address(String path, JsonNode parameters) {
        String address = path;
        StringBuilder query = new StringBuilder();
        for (JsonNode parameter : parameters) {
            String name = parameter.get("name").asString();
            Optional<String> value = parameterExample(parameter);
            if (parameter.get("in").asString().equals("path")) {
                address = address.replace(
                        "{" + name + "}", value.orElseThrow(() -> new AssertionError(path + " " + name)));
            } else if (parameter.get("in").asString().equals("query") && value.isPresent()) {
                query.append(query.isEmpty() ? '?' : '&')
                        .append(name)
                        .append('=')
                        .append(URLEncoder.encode(value.get(), StandardCharsets.UTF_8));
            }
        }
        return address + query;
    }

    private static Optional<String> parameterExample(JsonNode parameter) {
        for (JsonNode place : List.of(parameter, parameter.path("schema"))) {
            if (place.has("example")) {
                return Optional.of(place.get("example").asString());
            }
            if (place.has("examples") && !place.get("examples").isEmpty()) {
                return Optional.of(
                        place.get("examples").iterator().next().get("value").asString());
            }
            if (place.has("default")) {
                return Optional.of(place.get("default").asString());
            }
        }
        return Optional.empty();
    }

    /** The example of a body: its own, its first named one, or that of its schema. */
    private static String example(JsonNode document, JsonNode mediaType) {
        if (mediaType.has("example")) {
            return text(mediaType.get("example"));
        }
        if (mediaType.has("examples")) {
            return text(mediaType.get("examples").iterator().next().get("value"));
        }
        return schemaExample(document, mediaType.get("schema")).toString();
    }

    private static String text(JsonNode example) {
        return example.isString() ? example.asString() : example.toString();
    }

    private static JsonNode schemaExample(JsonNode document, JsonNode schema) {
        if (schema.has("$ref")) {
            String name = schema.get("$ref").asString().replaceFirst(".*/", "");
            return schemaExample(
                    document, document.path("components").path("schemas").get(name));
        }
        if (schema.has("example")) {
            return schema.get("example");
        }
        ObjectNode object = JsonMapper.shared().createObjectNode();
        schema.path("properties").properties().forEach(property -> {
            if (property.getValue().has("example")) {
                object.set(property.getKey(), property.getValue().get("example"));
            }
        });
        return object;
    }
}
