package io.latentry.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.latentry.model.ModelReference;
import io.latentry.storage.Home;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@SpringBootTest(
        classes = RegistryApplication.class,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:registry-http",
            "db-scheduler.enabled=false",
            "latentry.demo=false"
        })
@AutoConfigureMockMvc
class RegistryHttpTests {

    @TempDir
    static Path folder;

    @Autowired
    private MockMvcTester http;

    @Autowired
    private ModelRegistry registry;

    @Autowired
    private ModelAdministration administration;

    @Autowired
    private VersionTable table;

    @DynamicPropertySource
    static void home(DynamicPropertyRegistry properties) {
        properties.add("latentry.home", () -> folder.resolve("home").toString());
    }

    @BeforeEach
    void twoVersionsOfShirts() {
        table.newest("", 99).forEach(version -> administration.delete(ModelReference.parse(version.name())));
        first = publish("shirts", 1);
        second = publish("shirts", 2);
    }

    private ModelVersion first;
    private ModelVersion second;

    @Test
    void tellsWhatAModelMayBeSentAs() {
        assertThat(http.post()
                        .uri("/v1/models?name=boots")
                        .contentType("text/plain")
                        .content("x"))
                .hasStatus(415)
                .bodyText()
                .contains(
                        "unsupported-media-type", "application/zip", "application/octet-stream", "multipart/form-data");
    }

    @Test
    void listsTheNewestVersionOfEachModelPageByPage() {
        publish("boots", 3);
        publish("zips", 4);

        assertThat(http.get().uri("/v1/models?limit=2"))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo("""
                        {"items": [{"name": "boots"}, {"model": "%s", "name": "shirts", "loaded": false}],
                         "next": "shirts"}
                        """.formatted(second.reference()));
        assertThat(http.get().uri("/v1/models?after=shirts"))
                .bodyJson()
                .isLenientlyEqualTo("{\"items\": [{\"name\": \"zips\"}]}")
                .doesNotHavePath("next");
    }

    @Test
    void listsVersionsPageByPage() {
        assertThat(http.get().uri("/v1/models/shirts/versions?limit=1"))
                .bodyJson()
                .isLenientlyEqualTo("{\"items\": [{\"version\": %d}], \"next\": \"%d\"}"
                        .formatted(second.version(), second.version()));
        assertThat(http.get().uri("/v1/models/shirts/versions?after=" + second.version()))
                .bodyJson()
                .isLenientlyEqualTo("{\"items\": [{\"version\": %d}]}".formatted(first.version()));
    }

    @Test
    void showsAVersionByNumberAndAlias() {
        assertThat(http.put()
                        .uri("/v1/models/shirts/aliases/production")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"version\": %d}".formatted(first.version())))
                .hasStatusOk();

        assertThat(http.get().uri("/v1/models/" + first.reference()))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo("""
                        {"model": "%s", "method": "vae", "dataset": "fashion-sample", "itemShape": [1, 28, 28],
                         "codeShape": [20], "capabilities": ["encode", "reconstruct", "sample"], "parameters": 100,
                         "metrics": {"test.loss": 243.125}, "aliases": ["production"], "loaded": false}
                        """.formatted(first.reference()))
                .doesNotHavePath("parent");
        assertThat(http.get().uri("/v1/models/shirts@production"))
                .bodyJson()
                .extractingPath("model")
                .isEqualTo(first.reference());

        assertThat(http.delete().uri("/v1/models/shirts/aliases/production")).hasStatus(204);
        assertThat(http.get().uri("/v1/models/shirts@production")).hasStatus(404);
    }

    @Test
    void loadsAndUnloadsOnDemand() {
        assertThat(http.post().uri("/v1/models/shirts/load"))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("loaded")
                .isEqualTo(true);
        assertThat(http.get().uri("/v1/models/shirts"))
                .bodyJson()
                .extractingPath("loaded")
                .isEqualTo(true);
        assertThat(http.post().uri("/v1/models/shirts/unload"))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("loaded")
                .isEqualTo(false);
    }

    @Test
    void showsTheCardAsJsonAndAsMarkdown() {
        assertThat(http.get().uri("/v1/models/shirts/card").accept(MediaType.ALL))
                .hasContentTypeCompatibleWith(MediaType.APPLICATION_JSON)
                .bodyJson()
                .isLenientlyEqualTo("""
                        {"method": "vae", "dataset": {"name": "fashion-sample", "trainCount": 2000},
                         "training": {"job": "0197-job", "finishedAt": "2026-11-24T01:02:03.123456789Z"}}
                        """);
        assertThat(http.get().uri("/v1/models/shirts/card").accept(MediaType.TEXT_MARKDOWN))
                .hasContentTypeCompatibleWith(MediaType.TEXT_MARKDOWN)
                .bodyText()
                .startsWith("---\nlibrary_name: latentry\n")
                .contains("# shirts\n\nKnows *shirts*.", "| `test.loss` | `243.125` |");
        assertThat(http.get().uri("/v1/models/shirts/card").accept(MediaType.IMAGE_PNG))
                .hasStatus(406);
    }

    @Test
    void exportsAndImportsByBodyAndByForm() {
        MvcTestResult export = http.get().uri("/v1/models/shirts/artifact").exchange();
        assertThat(export)
                .hasStatusOk()
                .hasContentType("application/zip")
                .hasHeader("Content-Disposition", "attachment; filename=\"shirts-%d.zip\"".formatted(second.version()));
        byte[] artifact = export.getResponse().getContentAsByteArray();

        MvcTestResult body = http.post()
                .uri("/v1/models?name=copy")
                .contentType("application/zip")
                .content(artifact)
                .exchange();
        assertThat(body).hasStatus(201);
        assertThat(http.get().uri(body.getResponse().getHeader("Location")))
                .bodyJson()
                .extractingPath("weights")
                .isEqualTo(second.weights());

        assertThat(http.perform(http.post()
                        .uri("/v1/models")
                        .param("name", "copy")
                        .multipart()
                        .file(new MockMultipartFile("file", artifact))))
                .hasStatus(201);
        assertThat(registry.get(ModelReference.parse("copy")).card()).isEqualTo(second.card());
    }

    @Test
    void deletesVersionsAndModels() {
        assertThat(http.delete().uri("/v1/models/" + second.reference())).hasStatus(204);
        assertThat(http.get().uri("/v1/models/shirts"))
                .bodyJson()
                .extractingPath("model")
                .isEqualTo(first.reference());

        assertThat(http.delete().uri("/v1/models/shirts")).hasStatus(204);
        assertThat(http.get().uri("/v1/models/shirts")).hasStatus(404);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,    /v1/models?limit=0,                     400",
        "GET,    /v1/models?limit=501,                   400",
        "GET,    /v1/models?limit=many,                  400",
        "GET,    /v1/models/none,                        404",
        "GET,    /v1/models/none/versions,               404",
        "GET,    /v1/models/shirts/versions?after=x,     400",
        "GET,    /v1/models/shirts@99,                   404",
        "GET,    /v1/models/shirts@none,                 404",
        "GET,    /v1/models/shirts@1@2,                  400",
        "GET,    /v1/models/UPPER,                       400",
        "GET,    /v1/models/none/card,                   404",
        "GET,    /v1/models/none/artifact,               404",
        "POST,   /v1/models/none/load,                   404",
        "POST,   /v1/models/none/unload,                 404",
        "DELETE, /v1/models/none,                        404",
        "DELETE, /v1/models/shirts@99,                   404",
        "DELETE, /v1/models/shirts/aliases/none,         404",
        "POST,   /v1/models?name=a,                      400",
        "POST,   /v1/models?name=a&size=x,               400",
        "PUT,    /v1/models/shirts/aliases/a,            400",
    })
    void refusesWithProblemDetails(HttpMethod method, String uri, int status) {
        assertProblem(http.method(method).uri(uri).exchange(), status);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a  | {\"version\": 99}               | 404",
                "a  | {\"version\": 0}                | 400",
                "a  | {\"version\": null}             | 400",
                "a  | {\"version\": \"one\"}          | 400",
                "a  | {\"version\": 1, \"vrsion\": 2} | 400",
                "a  | {}                              | 400",
                "a  | {\"version\":                   | 400",
                "7  | {\"version\": 1}                | 400",
                "A! | {\"version\": 1}                | 400",
            })
    void refusesWrongAliases(String alias, String body, int status) {
        assertProblem(
                http.put()
                        .uri("/v1/models/shirts/aliases/{alias}", alias)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(body)
                        .exchange(),
                status);
    }

    @Test
    void refusesToDeleteWhatAnAliasPointsTo() {
        administration.point("shirts", "production", first.version());

        assertProblem(http.delete().uri("/v1/models/" + first.reference()).exchange(), 409);
    }

    @Test
    void refusesBadArtifactsAsTheCallersError() {
        byte[] artifact = http.get()
                .uri("/v1/models/shirts/artifact")
                .exchange()
                .getResponse()
                .getContentAsByteArray();
        new BadArtifacts(artifact).all().forEach((what, bad) -> {
            MvcTestResult result = http.post()
                    .uri("/v1/models?name=bad")
                    .contentType("application/zip")
                    .content(bad.bytes())
                    .exchange();
            assertThat(result.getResponse().getStatus()).as(what).isIn(400, 413);
        });
        assertThat(http.get().uri("/v1/models/bad")).hasStatus(404);
        assertThat(RegistryKit.files(new Home(folder.resolve("home")).temporary()))
                .isEmpty();
    }

    private static void assertProblem(MvcTestResult result, int status) {
        assertThat(result).hasStatus(status);
        assertThat(result)
                .hasContentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON)
                .bodyJson()
                .hasPathSatisfying("code", code -> assertThat(code).asString().matches("[a-z-]+"));
    }

    private ModelVersion publish(String name, int value) {
        return registry.publish(Samples.version(folder, name, UUID.randomUUID().toString(), value));
    }
}
