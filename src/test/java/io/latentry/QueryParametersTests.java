package io.latentry;

import static org.assertj.core.api.Assertions.assertThat;

import io.latentry.testing.Form;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every endpoint takes the query parameters of its description, and refuses others by name. */
class QueryParametersTests extends WholeApplication {

    private static final String KNOWN = "known are ";

    @Test
    void everyEndpointTakesWhatTheDocumentSaysAndNothingElse() {
        List<String> wrong = new ArrayList<>();
        int[] count = {0};
        client.get("/v3/api-docs")
                .get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    String where = operation.getKey() + " " + path.getKey();
                    Set<String> described = described(operation.getValue());
                    Set<String> taken = taken(where, path.getKey(), operation.getValue());
                    count[0]++;
                    if (!taken.equals(described)) {
                        wrong.add(where + " is described with " + described + " and takes " + taken);
                    }
                }));

        assertThat(wrong).isEmpty();
        assertThat(count[0]).isGreaterThan(35);
    }

    private static Set<String> described(JsonNode operation) {
        Set<String> names = new TreeSet<>();
        for (JsonNode parameter : operation.path("parameters")) {
            if (parameter.get("in").asString().equals("query")) {
                names.add(parameter.get("name").asString());
            }
        }
        return names;
    }

    /** The names that refusals list, over all media types of bodies and answers. */
    private Set<String> taken(String where, String path, JsonNode operation) {
        Set<String> names = new TreeSet<>();
        List<String> bodies = types(operation.path("requestBody").path("content"), "");
        List<String> answers = new ArrayList<>();
        operation.get("responses").properties().stream()
                .filter(response -> response.getKey().startsWith("2"))
                .forEach(response -> answers.addAll(types(response.getValue().path("content"), "*/*")));
        for (String body : bodies) {
            for (String answer : answers) {
                names.addAll(taken(where, path, body, answer));
            }
        }
        return names;
    }

    private static List<String> types(JsonNode content, String otherwise) {
        return content.isEmpty() ? List.of(otherwise) : List.copyOf(content.propertyNames());
    }

    private List<String> taken(String where, String path, String body, String answer) {
        Form form = new Form().text("name", "x");
        boolean isForm = body.startsWith("multipart");
        BodyPublisher content =
                isForm ? BodyPublishers.ofByteArray(form.body()) : BodyPublishers.ofString(body.isEmpty() ? "" : "{}");
        String address = path.replaceAll("\\{(channel)}", "0").replaceAll("\\{\\w+}", "x") + "?projektion=first";

        HttpResponse<byte[]> response = client.send(
                where.substring(0, where.indexOf(' ')).toUpperCase(Locale.ROOT),
                address,
                isForm ? form.contentType() : body,
                content,
                answer);

        String problem = new String(response.body(), StandardCharsets.UTF_8);
        assertThat(response.statusCode()).as(where + " " + problem).isEqualTo(400);
        JsonNode error = JsonMapper.shared().readTree(problem).at("/errors/0");
        assertThat(error.get("field").asString()).as(where).isEqualTo("projektion");
        String message = error.get("message").asString();
        assertThat(message).startsWith("is unknown");
        int start = message.indexOf(KNOWN);
        return start < 0
                ? List.of()
                : Arrays.asList(message.substring(start + KNOWN.length()).split(", "));
    }

    @Test
    void whatHasOneValueIsGivenOnce() {
        assertThat(refusal("/v1/models?limit=3&limit=4")).contains("'limit' must be given once");
        assertThat(refusal("/v1/models?dataset=a&%64ataset=b")).contains("'dataset' must be given once");
        assertThat(client.get("/v1/datasets/digits/items?split=test&indices=0&indices=2")
                        .get("indices")
                        .toString())
                .isEqualTo("[0,2]");
    }

    @Test
    void aFormHasTheFileAndTheParametersAndNothingElse() {
        Form form = Form.named("parts")
                .text("name", "twice")
                .text("colour", "red")
                .file("file", "x")
                .file("files", "y");
        String detail = refusal(client.send("POST", "/v1/models", form.contentType(), form.body()));
        assertThat(detail)
                .contains("The part 'name' must be given once", "The part 'colour' is unknown; known are file, ")
                .contains("The part 'files' is unknown", "architecture")
                .doesNotContain("'file'");
    }

    private String refusal(String path) {
        return refusal(client.send("GET", path, "", "*/*"));
    }

    private static String refusal(HttpResponse<byte[]> response) {
        assertThat(response.statusCode()).isEqualTo(400);
        return JsonMapper.shared().readTree(response.body()).get("detail").asString();
    }

    @Test
    void itemsAreFilteredByTheirLabel() {
        String path = "/v1/datasets/fashion-sample/items?split=test&limit=3&label=";
        JsonNode byName = client.get(path + "Sneaker");
        JsonNode next = client.get(path + "7&offset=3");

        assertThat(byName.get("labels").toString()).isEqualTo("[7,7,7]");
        assertThat(byName.get("count").asInt())
                .isPositive()
                .isLessThan(client.get(path.replace("&label=", "")).get("count").asInt());
        assertThat(next.get("labels").toString()).isEqualTo("[7,7,7]");
        assertThat(next.at("/indices/0").asInt())
                .isGreaterThan(byName.at("/indices/2").asInt());
        assertThat(refusal("/v1/datasets/fashion-sample/items?label=Banana")).contains("Sneaker");
        assertThat(refusal("/v1/datasets/fashion-sample/items?label=10")).contains("Sneaker");
        assertThat(refusal("/v1/datasets/fashion-sample/items?label=1&indices=3"))
                .contains("cannot be combined");
    }

    @Test
    void modelsAreFilteredByTheirDataset() {
        List<String> found = names(client.get("/v1/models?dataset=fashion-mnist"));
        List<String> all = names(client.get("/v1/models"));

        for (JsonNode model : client.get("/v1/models").get("items")) {
            assertThat(found.contains(model.get("name").asString()))
                    .isEqualTo(model.path("dataset").asString("").equals("fashion-mnist"));
        }
        assertThat(names(client.get("/v1/models?dataset=digits"))).isEmpty();
        assertThat(all).hasSizeGreaterThan(3);
        assertThat(refusal("/v1/models?dataset=No%20name")).isNotEmpty();
    }

    private static List<String> names(JsonNode page) {
        return page.get("items")
                .valueStream()
                .map(model -> model.get("name").asString())
                .toList();
    }
}
