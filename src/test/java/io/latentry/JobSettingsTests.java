package io.latentry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** A job tells what it was told to do, and nothing of the server's disk. */
@TestPropertySource(properties = "latentry.downloads.sources=http://127.0.0.1:1/")
class JobSettingsTests extends WholeApplication {

    private String job = "latest";

    @AfterEach
    void cancel() {
        client.send("POST", "/v1/jobs/" + job + "/cancel", "", "*/*");
    }

    @Test
    void ofATrainingAreItsSeedAndAllHyperparameters() {
        JsonNode accepted = submit(
                "/v1/jobs",
                "{\"method\": \"vae\", \"dataset\": \"digits\", \"model\": \"m\","
                        + " \"hyperparameters\": {\"epochs\": 500, \"hidden\": [8]}}");

        JsonNode view = client.get("/v1/jobs/" + job);
        assertThat(view.get("seed").isIntegralNumber()).isTrue();
        assertThat(view.get("seed")).isEqualTo(accepted.get("seed"));
        assertThat(view.at("/hyperparameters/epochs").asInt()).isEqualTo(500);
        assertThat(view.at("/hyperparameters/hidden").toString()).isEqualTo("[8]");
        assertThat(view.at("/hyperparameters").has("latentSize")).isTrue();
        assertThat(view.has("freeze")).isFalse();
        assertThat(view.has("url")).isFalse();
        assertIsAsDescribed(view);
        assertThat(client.get("/v1/jobs?limit=1").get("items").get(0).get("seed"))
                .isEqualTo(view.get("seed"));
    }

    @Test
    void ofAFineTuneAreItsParentAndWhatIsFrozenToo() {
        submit(
                "/v1/models/demo-backbone/fine-tune",
                "{\"newModel\": \"m\", \"dataset\": \"fashion-sample\", \"freeze\": \"layer2\", \"seed\": 3,"
                        + " \"hyperparameters\": {\"epochs\": 500}}");

        JsonNode view = client.get("/v1/jobs/" + job);
        assertThat(view.get("parent").asString()).isEqualTo("demo-backbone@1");
        assertThat(view.get("freeze").asString()).isEqualTo("layer2");
        assertThat(view.get("seed").asLong()).isEqualTo(3);
        assertIsAsDescribed(view);
    }

    @Test
    void ofAnImportAreItsAddressWithoutWhatMayBeSecret() {
        submit(
                "/v1/imports",
                "{\"name\": \"m\", \"url\": \"http://127.0.0.1:1/vae.zip?token=secret\", \"sha256\": \"%s\"}"
                        .formatted("0".repeat(64)));

        JsonNode view = client.get("/v1/jobs/" + job);
        assertThat(view.get("url").asString()).isEqualTo("http://127.0.0.1:1/vae.zip");
        assertThat(view.toString()).doesNotContain("secret");
        assertIsAsDescribed(view);
    }

    private JsonNode submit(String path, String body) {
        JsonNode accepted = client.post(path, body);
        job = accepted.get("id").asString();
        return accepted;
    }

    private void assertIsAsDescribed(JsonNode view) {
        JsonNode properties = client.get("/v3/api-docs").at("/components/schemas/Job/properties");
        for (Map.Entry<String, JsonNode> field : view.properties()) {
            JsonNode described = properties.path(field.getKey());
            assertThat(described.isMissingNode()).as(field.getKey()).isFalse();
            if (described.has("type")) {
                assertThat(typeOf(field.getValue()))
                        .as(field.getKey())
                        .isEqualTo(described.get("type").asString());
            }
            if (described.has("example")) {
                assertThat(typeOf(described.get("example"))).as(field.getKey()).isEqualTo(typeOf(field.getValue()));
            }
        }
        assertThat(view.toString()).doesNotContain(home.toString());
    }

    private static String typeOf(JsonNode value) {
        if (value.isIntegralNumber()) {
            return "integer";
        }
        return value.isString() ? "string" : "object";
    }

    @Test
    void propertiesAreKnownThatAreBound(@Autowired UnknownProperties properties) {
        assertThat(properties.known())
                .containsAll(DocumentedPropertiesTests.properties())
                .contains("latentry.home", "latentry.demo");
    }
}
