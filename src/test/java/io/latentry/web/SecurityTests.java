package io.latentry.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** Who gets in, by which header. */
class SecurityTests {

    private static final String KEY = "correct-horse";

    @Test
    void aKeyGuardsEverythingButLivenessAndReadiness() throws IOException {
        try (ConfigurableApplicationContext server = start(Map.of("latentry.api-key", KEY))) {
            String basic = Base64.getEncoder().encodeToString(("anyone:" + KEY).getBytes(StandardCharsets.UTF_8));

            assertThat(status(server, "/numbers?n=1", "")).isEqualTo(401);
            assertThat(status(server, "/numbers?n=1", "Authorization: Bearer wrong\r\n"))
                    .isEqualTo(401);
            assertThat(status(server, "/numbers?n=1", "Authorization: Bearer\r\n"))
                    .isEqualTo(401);
            assertThat(status(server, "/numbers?n=1", "Authorization: Basic %%%\r\n"))
                    .isEqualTo(401);
            assertThat(status(server, "/numbers?n=1", "Authorization: Bearer " + KEY + "\r\n"))
                    .isEqualTo(200);
            assertThat(status(server, "/numbers?n=1", "Authorization: Basic " + basic + "\r\n"))
                    .isEqualTo(200);
            assertThat(status(server, "/v3/api-docs", "")).isEqualTo(401);
            assertThat(status(server, "/nowhere", "")).isEqualTo(401);
            assertThat(status(server, "/actuator/prometheus", "")).isEqualTo(401);
            assertThat(status(server, "/actuator/health", "")).isEqualTo(401);
            assertThat(status(server, "/actuator/health/liveness", "")).isEqualTo(200);
            assertThat(status(server, "/actuator/health/readiness", "")).isEqualTo(200);
            assertThat(status(server, "/actuator/health/readiness/../../prometheus", ""))
                    .isNotEqualTo(200);
            assertThat(status(
                            server, "/numbers?n=1", "Host: any.name.example\r\nAuthorization: Bearer " + KEY + "\r\n"))
                    .isEqualTo(200);
        }
    }

    @Test
    void pagesOfOtherOriginsGetNowhere() throws IOException {
        try (ConfigurableApplicationContext server = start(Map.of())) {
            String host = "Host: localhost:" + port(server) + "\r\n";

            assertThat(status(server, "/numbers?n=1", host)).isEqualTo(200);
            assertThat(status(server, "/numbers?n=1", host + "Origin: http://localhost:" + port(server) + "\r\n"))
                    .isEqualTo(200);
            assertThat(status(server, "/numbers?n=1", host + "Origin: https://evil.example\r\n"))
                    .isEqualTo(403);
            assertThat(status(server, "/numbers?n=1", host + "Origin: null\r\n"))
                    .isEqualTo(403);
            assertThat(status(server, "/numbers?n=1", host + "Origin: http://localhost:1\r\n"))
                    .isEqualTo(403);
            assertThat(status(server, "/numbers?n=1", host + "Sec-Fetch-Site: cross-site\r\n"))
                    .isEqualTo(403);
            assertThat(status(server, "/numbers?n=1", host + "Sec-Fetch-Site: same-origin\r\n"))
                    .isEqualTo(200);
            assertThat(status(server, "/numbers?n=1", "Host: evil.example\r\n")).isEqualTo(403);
        }
    }

    @Test
    void aNameIsAllowedHoweverItIsWritten() throws IOException {
        try (ConfigurableApplicationContext server =
                start(Map.of("latentry.allowed-hosts", "Models.Example,localhost"))) {
            assertThat(status(server, "/numbers?n=1", "Host: models.example\r\n"))
                    .isEqualTo(200);
            assertThat(status(server, "/numbers?n=1", "Host: MODELS.example:8080\r\n"))
                    .isEqualTo(200);
            assertThat(status(server, "/numbers?n=1", "Host: localhost.\r\n")).isEqualTo(200);
            assertThat(status(server, "/numbers?n=1", "Host: localhost..\r\n")).isNotEqualTo(200);
            assertThat(status(server, "/numbers?n=1", "Host: 127.0.0.1\r\n")).isEqualTo(403);
        }
    }

    @Test
    void aServerWithoutNamesDoesNotStart() {
        assertThatThrownBy(() -> start(Map.of("latentry.allowed-hosts", "")).close())
                .hasStackTraceContaining("allowedHosts");
    }

    @Test
    void noHeaderInvitesOtherOrigins() throws IOException {
        try (ConfigurableApplicationContext server = start(Map.of())) {
            assertThat(exchange(server, "/numbers?n=1", "Host: localhost\r\n"))
                    .doesNotContain("Access-Control-Allow-Origin")
                    .contains("X-Content-Type-Options: nosniff");
        }
    }

    /** By a controller, by a filter, and by the container itself. */
    @Test
    void everyAnswerSaysWhatABrowserMayLoad() throws IOException {
        try (ConfigurableApplicationContext server = start(Map.of("latentry.api-key", KEY))) {
            for (String answer : List.of(
                    exchange(server, "/numbers?n=1", "Host: localhost\r\nAuthorization: Bearer " + KEY + "\r\n"),
                    exchange(server, "/numbers?n=1", "Host: localhost\r\n"),
                    exchange(server, "/numbers?n=[", "Host: localhost\r\n"),
                    exchange(server, "/numbers", "Host: local host\r\n"),
                    exchange(server, "/numbers", "Host: localhost\r\nX: " + "x".repeat(20_000) + "\r\n"))) {
                assertThat(answer)
                        .contains("Content-Security-Policy: default-src 'none'; script-src 'self';")
                        .contains("frame-ancestors 'none'")
                        .contains("X-Content-Type-Options: nosniff")
                        .contains("X-Frame-Options: DENY")
                        .contains("Referrer-Policy: no-referrer")
                        .contains("Cross-Origin-Resource-Policy: same-origin");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::"})
    void doesNotStandOpenToOtherMachines(String address) {
        assertThatThrownBy(() -> start(Map.of("server.address", address)).close())
                .hasRootCauseInstanceOf(UnguardedAddressException.class)
                .hasStackTraceContaining("latentry.api-key");
    }

    @Test
    void aPortForManagementIsGuardedToo() throws IOException {
        try (ConfigurableApplicationContext server =
                start(Map.of("latentry.api-key", KEY, "management.server.port", "0"))) {
            int port = server.getEnvironment().getRequiredProperty("local.management.port", Integer.class);
            String host = "Host: localhost\r\n";

            assertThat(exchange(port, "/actuator/health/readiness", host)).startsWith("HTTP/1.1 200");
            assertThat(exchange(port, "/actuator/prometheus", host)).startsWith("HTTP/1.1 401");
            assertThat(exchange(port, "/actuator/health", host + "Authorization: Bearer " + KEY + "\r\n"))
                    .startsWith("HTTP/1.1 200");
            assertThat(exchange(port, "/actuator/health/readiness", host + "Origin: https://evil.example\r\n"))
                    .startsWith("HTTP/1.1 403");
            assertThat(status(server, "/numbers?n=1", "")).isEqualTo(401);
        }
    }

    @Test
    void aPortForManagementDoesNotStandOpenToOtherMachines() {
        assertThatThrownBy(() -> start(Map.of("management.server.port", "0")).close())
                .hasRootCauseInstanceOf(UnguardedAddressException.class);
    }

    @Test
    void managementMayBeOff() throws IOException {
        try (ConfigurableApplicationContext server = start(Map.of("management.server.port", "-1"))) {
            assertThat(status(server, "/actuator/health", "")).isEqualTo(404);
        }
    }

    private static ConfigurableApplicationContext start(Map<String, Object> properties) {
        return new SpringApplicationBuilder(WebApplication.class)
                .profiles(WebApplication.PROFILE)
                .properties(Map.of("server.port", "0"))
                .run(properties.entrySet().stream()
                        .map(entry -> "--" + entry.getKey() + "=" + entry.getValue())
                        .toArray(String[]::new));
    }

    private static int port(ConfigurableApplicationContext server) {
        return ((WebServerApplicationContext) server).getWebServer().getPort();
    }

    private static int status(ConfigurableApplicationContext server, String path, String headers) throws IOException {
        String all = headers.contains("Host: ") ? headers : "Host: localhost\r\n" + headers;
        return Integer.parseInt(exchange(server, path, all).substring(9, 12));
    }

    private static String exchange(ConfigurableApplicationContext server, String path, String headers)
            throws IOException {
        return exchange(port(server), path, headers);
    }

    private static String exchange(int port, String path, String headers) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            String request = "GET " + path + " HTTP/1.1\r\n" + headers + "Connection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
