package io.latentry.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;

/** No body is read further than may be where it is sent. */
@SpringBootTest(
        classes = WebApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"spring.servlet.multipart.max-request-size=10MB", "spring.servlet.multipart.max-file-size=10MB"})
@ActiveProfiles(WebApplication.PROFILE)
class BodyLimitTests {

    private static final int MEGABYTE = 1_000_000;

    @LocalServerPort
    private int port;

    /** Nothing of the body is ever sent, and still the answer comes. */
    @ParameterizedTest
    @CsvSource({
        "PUT,/bodies,application/x-www-form-urlencoded",
        "PATCH,/bodies,application/x-www-form-urlencoded",
        "DELETE,/bodies,application/x-www-form-urlencoded",
        "POST,/bodies,application/json",
        "POST,/streams,application/octet-stream",
        "POST,/streams/long,application/octet-stream",
        "POST,/files,multipart/form-data; boundary=b",
        "POST,/nowhere,multipart/form-data; boundary=b",
        "GET,/numbers?n=1,text/plain",
    })
    void aLengthThatIsTooLargeIsRefusedBeforeTheBody(String method, String path, String type) throws IOException {
        assertThat(exchange(method, path, type, "Content-Length: 400000000", 0))
                .startsWith("HTTP/1.1 413")
                .contains("\"code\":\"body-too-large\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/streams", "/streams/long"})
    void aBodyOfUnknownLengthIsReadUntilItIsTooLarge(String path) throws IOException {
        assertThat(exchange("POST", path, "text/plain", "Transfer-Encoding: chunked", 4 * MEGABYTE))
                .startsWith("HTTP/1.1 413")
                .contains("\"code\":\"body-too-large\"");
    }

    @Test
    void aRoomMayTakeMoreThanOthers() throws IOException {
        String length = "Content-Length: " + 5 * MEGABYTE / 2;
        assertThat(exchange("POST", "/streams/long", "text/plain", "Transfer-Encoding: chunked", 5 * MEGABYTE / 2))
                .startsWith("HTTP/1.1 200");
        assertThat(exchange("PUT", "/streams/long", "text/plain", length, 0)).startsWith("HTTP/1.1 413");
    }

    @Test
    void aRoomMayRefuseABodyUnread() throws IOException {
        assertThat(exchange("POST", "/streams/long", "text/plain", "Content-Length: 1001", 0))
                .startsWith("HTTP/1.1 503")
                .contains("Retry-After: 7", "\"code\":\"storage-read-only\"");
    }

    @Test
    void aFormOfUnknownLengthIsRefusedWhereOnlyLittleMayBeSent() throws IOException {
        assertThat(exchange(
                        "POST", "/nowhere", "multipart/form-data; boundary=b", "Transfer-Encoding: chunked", MEGABYTE))
                .startsWith("HTTP/1.1 411")
                .contains("\"code\":\"length-required\"");
    }

    @Test
    void aFormIsNoDocument() throws IOException {
        assertThat(exchange("PUT", "/bodies", "application/x-www-form-urlencoded", "Content-Length: 0", 0))
                .startsWith("HTTP/1.1 415");
    }

    /** Sends the head of a request and maybe a body in chunks, and returns the answer. */
    private String exchange(String method, String path, String type, String length, int body) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            out.write((method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + type + "\r\n" + length
                            + "\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
            if (body > 0) {
                out.write((Integer.toHexString(body) + "\r\n" + "x".repeat(body) + "\r\n0\r\n\r\n")
                        .getBytes(StandardCharsets.ISO_8859_1));
            }
            return answer(socket.getInputStream());
        }
    }

    /** Up to the end of the problem: what was not sent of a body, the server may wait for. */
    private static String answer(InputStream in) throws IOException {
        StringBuilder answer = new StringBuilder();
        for (int value = in.read(); value >= 0; value = in.read()) {
            answer.append((char) value);
            if (value == '}') {
                break;
            }
        }
        return answer.toString();
    }
}
