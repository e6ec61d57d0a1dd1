package io.latentry.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.latentry.testing.LatentryClient;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whatever goes wrong, the answer is problem details with a code. */
@SpringBootTest(classes = WebApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT)
@ExtendWith(OutputCaptureExtension.class)
@ActiveProfiles(WebApplication.PROFILE)
class ProblemAdviceTests {

    @LocalServerPort
    private int port;

    @Autowired
    private WebApplication.GivenUp givenUp;

    /** A request and what must come back: a field in {@code errors}, or empty for none. */
    record Case(String method, String path, String body, int status, String code, String field) {}

    static List<Case> cases() {
        return List.of(
                new Case("GET", "/nowhere", "", 404, "not-found", ""),
                new Case("DELETE", "/bodies", "", 405, "method-not-allowed", ""),
                new Case("GET", "/error", "", 404, "not-found", ""),
                new Case("GET", "/numbers", "", 400, "invalid-input", "n"),
                new Case("GET", "/numbers?n=x", "", 400, "invalid-input", "n"),
                new Case("GET", "/numbers?n=0", "", 400, "invalid-input", "n"),
                new Case("GET", "/numbers?n=1&m=1", "", 400, "invalid-input", "m"),
                new Case("GET", "/numbers?n=1&n=1", "", 400, "invalid-input", "n"),
                new Case("POST", "/bodies?x", "{", 400, "invalid-input", "x"),
                new Case("GET", "/numbers?n=99999999999", "", 400, "invalid-input", "n"),
                new Case("POST", "/bodies", "", 400, "malformed-body", ""),
                new Case("POST", "/bodies", "{", 400, "malformed-json", ""),
                new Case("POST", "/bodies", "nonsense", 400, "malformed-json", ""),
                new Case("POST", "/bodies", "null", 400, "malformed-body", ""),
                new Case("POST", "/bodies", "{\"name\":\"a\",\"count\":1} x", 400, "malformed-json", ""),
                new Case("POST", "/bodies", "{\"name\":\"a\",\"name\":\"b\",\"count\":1}", 400, "malformed-json", ""),
                new Case("POST", "/bodies", "{\"name\":\"a\",\"count\":1,\"nam\":2}", 400, "invalid-input", "nam"),
                new Case("POST", "/bodies", "{\"name\":\"a\",\"count\":\"x\"}", 400, "invalid-input", "count"),
                new Case("POST", "/bodies", "{\"name\":\"a\",\"count\":1e99}", 400, "invalid-input", "count"),
                new Case("POST", "/bodies", "{\"name\":\" \",\"count\":1}", 400, "invalid-input", "name"),
                new Case(
                        "POST",
                        "/bodies",
                        "{\"name\":\"a\",\"count\":1,\"parts\":[{\"name\":\"b\",\"count\":1,\"x\":1}]}",
                        400,
                        "invalid-input",
                        "parts[0].x"),
                new Case("POST", "/bodies", "{\"name\":\"a\",\"count\":\"1\"}", 400, "invalid-input", "count"),
                new Case("POST", "/bodies", "{\"name\":\"a\",\"count\":1.5}", 400, "invalid-input", "count"),
                new Case("POST", "/bodies", "{\"name\":\"a\",\"count\":null}", 400, "invalid-input", "count"),
                new Case("POST", "/bodies", "{\"name\":7,\"count\":1}", 400, "invalid-input", "name"),
                new Case("POST", "/bodies", "[]", 400, "invalid-input", ""),
                new Case("POST", "/bodies", "{\"name\":\"refused\",\"count\":1}", 400, "invalid-input", "name"),
                new Case("POST", "/bodies", "{\"parts\":[".repeat(2_000), 413, "json-too-large", ""),
                new Case("POST", "/bodies", "{\"name\":\"" + "a".repeat(1_100_000), 413, "json-too-large", ""),
                new Case("POST", "/files", "{}", 415, "unsupported-media-type", ""),
                new Case("GET", "/bug", "", 500, "internal-error", ""),
                new Case("GET", "/numbers?n=1&fail-in-filter", "", 500, "internal-error", ""),
                new Case("GET", "/unwritable", "", 500, "internal-error", ""),
                new Case("GET", "/slow", "", 504, "deadline-passed", ""));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void answersWithProblemDetails(Case request) {
        HttpResponse<byte[]> response = client().send(request.method(), request.path(), request.body(), "*/*");

        JsonNode problem = problem(response, request.status());
        assertThat(problem.get("code").asString()).isEqualTo(request.code());
        if (!request.field().isEmpty()) {
            assertThat(problem.get("errors").get(0).get("field").asString()).isEqualTo(request.field());
        }
        assertThat(new String(response.body(), StandardCharsets.UTF_8))
                .doesNotContain("secret", "io.latentry", "\tat ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*/*",
                "application/*",
                "text/*",
                "application/*+json",
                "garbage",
                "application/",
                "/",
                "application/json;charset=none",
                "application/json, text/plain",
                "text/plain"
            })
    void bodiesHaveOneMediaType(String type) {
        for (String path : List.of("/bodies", "/files")) {
            HttpResponse<byte[]> response = client().send("POST", path, type, BodyPublishers.ofString("{}"), "*/*");

            assertThat(problem(response, 415).get("code").asString()).isEqualTo("unsupported-media-type");
        }
    }

    @Test
    void answersThatAreNoProblemsAreNotOfferedAsSuch() {
        for (String type : List.of("application/problem+json", "application/vnd.other+json")) {
            assertThat(problem(client().send("GET", "/numbers?n=1", "", type), 406)
                            .get("code")
                            .asString())
                    .isEqualTo("not-acceptable");
        }
        assertThat(client().send("GET", "/numbers?n=1", "", "application/*")
                        .headers()
                        .firstValue("Content-Type"))
                .hasValue("application/json");
    }

    static Stream<String> statuses() {
        return WebApplication.ERRORS.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("statuses")
    void everyErrorOfOursHasItsStatus(String status) {
        HttpResponse<byte[]> response = client().send("GET", "/errors/" + status, "", "image/png");

        JsonNode problem = problem(response, Integer.parseInt(status));
        assertThat(problem.get("code").asString())
                .isEqualTo(WebApplication.ERRORS.get(status).code());
        assertThat(response.headers().firstValue("Retry-After").isPresent())
                .isEqualTo(status.equals("429") || status.equals("503"));
    }

    @Test
    void detailsOfAnErrorAreMembersOfTheProblem() {
        assertThat(problem(client().send("GET", "/errors/422", "", "*/*"), 422).get("capabilities"))
                .hasSize(1);
        assertThat(problem(client().send("GET", "/errors/400", "", "*/*"), 400)
                        .get("errors")
                        .get(0)
                        .get("field")
                        .asString())
                .isEqualTo("a.b");
    }

    @Test
    void whatIsNotOfferedIs406() {
        JsonNode problem = problem(client().send("GET", "/pictures", "", "text/html"), 406);
        assertThat(problem.get("code").asString()).isEqualTo("not-acceptable");
    }

    @Test
    void theLogHasABugUnderTheIdThatTheCallerIsTold(CapturedOutput log) {
        String detail = problem(client().send("GET", "/bug", "", "*/*"), 500)
                .get("detail")
                .asString();

        assertThat(log).contains(detail.substring(detail.lastIndexOf(' ') + 1), "A secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/endless/numbers", "/endless/bodies"})
    void aClientThatHangsUpIsNoBug(String path, CapturedOutput log) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoLinger(true, 0);
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().readNBytes(10_000))
                    .startsWith("HTTP/1.1 200".getBytes(StandardCharsets.US_ASCII));
        }

        assertThat(givenUp.count().tryAcquire(10, TimeUnit.SECONDS)).isTrue();
        assertThat(log).doesNotContain("Internal error");
    }

    @Test
    void whatIsAbsentIsNotWritten() {
        assertThat(client().post("/bodies", "{\"name\": \"a\", \"count\": 1}").propertyNames())
                .containsExactly("name", "count");
    }

    @Test
    void noBodyIsReadAsYaml() throws IOException {
        String body = "name: a\ncount: 1";
        assertThat(exchange("POST /bodies HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/yaml\r\n"
                        + "Content-Length: " + body.length() + "\r\n\r\n" + body))
                .startsWith("HTTP/1.1 415");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /numbers?n=1 HTTP/1.1\r\nHost: localhost\r\nX-Huge: %s\r\n\r\n",
                "GET /numbers?n=1&x=%s HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /nu|mbers HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "TRACE /numbers HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /numbers?n=%%zz HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /numbers?n=1&x=%%zz HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /a%%00b HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /numbers?n=1 HTTP/1.1\r\nHost: a b\r\n\r\n",
                "POST /bodies HTTP/1.1\r\n"
                        + "Host: localhost\r\n"
                        + "Content-Type: application/json\r\n"
                        + "Content-Length: 99\r\n\r\n"
                        + "{",
                "POST /bodies HTTP/1.1\r\n"
                        + "Host: localhost\r\n"
                        + "Content-Type: application/json\r\n"
                        + "Transfer-Encoding: chunked\r\n\r\n"
                        + "nonsense\r\n",
                "POST /streams HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99\r\n\r\n{",
                "POST /streams HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nnonsense\r\n",
                "POST /files HTTP/1.1\r\n"
                        + "Host: localhost\r\n"
                        + "Content-Type: multipart/form-data; boundary=b\r\n"
                        + "Content-Length: 5\r\n\r\n"
                        + "--b--",
                "GET /numbers HTTP/9\r\n\r\n",
                "GET /numbers?n=1 HTTP/1.1\r\n\r\n",
                "GET /..%%2f..%%2fetc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /numbers;/../x HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "POST /bodies HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
                "POST /files HTTP/1.1\r\n"
                        + "Host: localhost\r\n"
                        + "Content-Type: multipart/form-data\r\n"
                        + "Content-Length: 2\r\n\r\n"
                        + "xx",
                "POST /files HTTP/1.1\r\n"
                        + "Host: localhost\r\n"
                        + "Content-Type: multipart/form-data; boundary=b\r\n"
                        + "Content-Length: 9\r\n\r\n"
                        + "--b\r\n"
                        + "xxxx"
            })
    void malformedRequestsGet4xxWithoutAPage(String request) throws IOException {
        String answer = exchange(request.formatted("x".repeat(100_000)));

        assertThat(answer)
                .matches("(?s)HTTP/1\\.1 (4\\d\\d|505).*")
                .contains("Content-Type: application/problem+json", "\"code\":")
                .doesNotContain("<html", "\tat ", "Apache");
    }

    /** Sends bytes as they are and reads until the server closes or is done. */
    private String exchange(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private LatentryClient client() {
        return new LatentryClient("http://127.0.0.1:" + port);
    }

    private static JsonNode problem(HttpResponse<byte[]> response, int status) {
        assertThat(response.statusCode())
                .as(() -> new String(response.body(), StandardCharsets.UTF_8))
                .isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        return JsonMapper.shared().readTree(response.body());
    }
}
