package io.latentry.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.latentry.dataset.TestImages;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Whatever a caller sends wrongly is answered with problem details that say what, and never with a server's error. */
class BadInputTest extends InferenceTest {

    BadInputTest(@Autowired FakeRegistry registry) {
        super(registry);
    }

    /** Java's own client would not send this. */
    @Test
    void aQueryThatCannotBeDecodedIsRefused() throws IOException {
        String answer = client.raw("""
                POST /v1/models/vector/sample?n=%zz HTTP/1.1\r
                Host: localhost\r
                Content-Length: 0\r
                Connection: close\r
                \r
                """);

        assertThat(answer).startsWith("HTTP/1.1 400").contains("\"code\":\"malformed-query\"");
    }

    @Test
    void picturesAreCountedAsItems() {
        byte[][] pictures = new byte[21][];
        Arrays.fill(pictures, TestImages.grey(16, 12, 100));

        HttpResponse<byte[]> response =
                client.post("grey/encode", "multipart/form-data; boundary=b", BodyFormatTest.parts(pictures), "*/*");

        assertThat(Client.read(response).get("code").asString()).isEqualTo("too-many-items");
    }

    static Stream<BadRequest> everyVerb() {
        return Stream.of("encode", "classify", "reconstruct", "denoise", "interpolate")
                .flatMap(verb -> BadItems.withItems().map(request -> request.to(verb)));
    }

    static Stream<BadRequest> options() {
        return BadOptions.withOptions();
    }

    @ParameterizedTest
    @MethodSource({"everyVerb", "options"})
    void isRefusedWithItsReason(BadRequest bad) {
        HttpResponse<byte[]> response = client.post(bad.path(), bad.contentType(), bad.body(), bad.accept());

        assertThat(response.statusCode()).as(() -> Client.text(response)).isEqualTo(bad.status());
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonNode problem = Client.read(response);
        assertThat(problem.path("code").asString("")).as(problem::toString).isEqualTo(bad.code());
        assertThat(problem.get("detail").asString())
                .as("no insight into classes")
                .isNotBlank()
                .doesNotContain("io.latentry", "tools.jackson", "java.");
        if (!bad.field().isEmpty()) {
            assertThat(problem.get("errors").findValuesAsString("field"))
                    .as(problem::toString)
                    .isEqualTo(List.of(bad.field()));
        }
    }
}
