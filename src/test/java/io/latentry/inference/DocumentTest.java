package io.latentry.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What Swagger UI offers. */
class DocumentTest extends InferenceTest {

    @LocalServerPort
    private int port;

    private JsonNode paths;

    DocumentTest(@Autowired FakeRegistry registry) {
        super(registry);
    }

    @BeforeEach
    void read() throws IOException {
        try (var in =
                URI.create("http://127.0.0.1:" + port + "/v3/api-docs").toURL().openStream()) {
            paths = new JsonMapper()
                    .readTree(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .get("paths");
        }
    }

    private JsonNode operation(String verb) {
        return paths.get("/v1/models/{model}/" + verb).get("post");
    }

    @ParameterizedTest
    @ValueSource(strings = {"reconstruct", "denoise", "sample", "interpolate"})
    void picturesAreAmongTheAnswers(String verb) {
        JsonNode content = operation(verb).at("/responses/200/content");

        assertThat(content.propertyNames()).containsExactly("image/png", "application/json", "application/x-npy");
        assertThat(content.at("/image~1png/schema/type").asString()).isEqualTo("string");
        assertThat(content.at("/image~1png/schema/format").asString()).isEqualTo("binary");
    }

    @ParameterizedTest
    @ValueSource(strings = {"encode", "reconstruct", "denoise", "interpolate"})
    void itemsComeInFiveFormatsAndJsonIsFirst(String verb) {
        JsonNode content = operation(verb).at("/requestBody/content");

        assertThat(content.propertyNames())
                .containsExactly(
                        "application/json", "application/x-npy", "image/png", "image/jpeg", "multipart/form-data");
        assertThat(content.at("/application~1json/example/dataset").asString()).isEqualTo("fashion-sample");
        assertThat(content.at("/application~1json/schema/properties").propertyNames())
                .startsWith("items", "dataset", "split", "indices");
    }

    @Test
    void optionsAreFieldsOfTheBodyAndParametersOfTheQuery() {
        JsonNode operation = operation("denoise");
        JsonNode fields = operation.at("/requestBody/content/application~1json/schema/properties");

        assertThat(fields.at("/noise/properties/kind/enum")).hasSize(3);
        assertThat(fields.at("/noise/properties/level/type").asString()).isEqualTo("number");
        assertThat(fields.at("/seed/type").asString()).isEqualTo("integer");
        assertThat(operation.get("parameters").findValuesAsString("name"))
                .isEqualTo(List.of("model", "noise.kind", "noise.level", "seed"));
        assertThat(operation.at("/parameters/0/example").asString()).isEqualTo("demo-denoiser");
    }

    @Test
    void errorsAreTold() {
        assertThat(operation("encode").get("responses").propertyNames())
                .contains("200", "400", "404", "406", "413", "415", "422", "429", "503", "504");
        assertThat(operation("encode").get("tags").toString()).isEqualTo("[\"Inference\"]");
    }
}
