package io.latentry.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Whatever a caller sends wrongly is answered with problem details that say what, and never with a server's error. */
class BadInputTest extends InferenceTest {

    BadInputTest(@Autowired FakeRegistry registry) {
        super(registry);
    }

    static Stream<BadRequest> everyVerb() {
        return Stream.of("encode", "reconstruct", "denoise", "interpolate")
                .flatMap(verb -> BadRequests.withItems().map(request -> request.to(verb)));
    }

    static Stream<BadRequest> options() {
        return BadRequests.withOptions();
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
