package io.latentry.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** A server of the web room with a key, and sockets to it. */
final class TestServer implements AutoCloseable {

    static final String KEY = "Authorization: Bearer correct-horse\r\n";
    static final String WRONG_KEY = "Authorization: Bearer wrong\r\n";

    private final ConfigurableApplicationContext context;
    private final int port;

    private TestServer(ConfigurableApplicationContext context) {
        this.context = context;
        this.port = ((WebServerApplicationContext) context).getWebServer().getPort();
    }

    static TestServer start(Map<String, Object> properties) {
        return new TestServer(new SpringApplicationBuilder(WebApplication.class)
                .profiles(WebApplication.PROFILE)
                .properties(Map.of("server.port", "0", "latentry.api-key", "correct-horse"))
                .run(properties.entrySet().stream()
                        .map(entry -> "--" + entry.getKey() + "=" + entry.getValue())
                        .toArray(String[]::new)));
    }

    int port() {
        return port;
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    Socket connect() throws IOException {
        Socket socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(20_000);
        return socket;
    }

    /** The head of a request. */
    static String head(String line, String... headers) {
        return Stream.of(headers).reduce(line + " HTTP/1.1\r\nHost: localhost\r\n", String::concat) + "\r\n";
    }

    static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The head and the body of an answer; what has come of it where the connection ends. */
    static String answer(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        int length = -1;
        int bodyStart = -1;
        for (int value = 0; length < 0 || read.size() - bodyStart < length; ) {
            value = in.read();
            if (value < 0) {
                break;
            }
            read.write(value);
            String text = read.toString(StandardCharsets.ISO_8859_1);
            if (length < 0 && text.endsWith("\r\n\r\n")) {
                bodyStart = text.length();
                length = length(text);
            } else if (length == Integer.MAX_VALUE && text.endsWith("\r\n0\r\n\r\n")) {
                break;
            }
        }
        return read.toString(StandardCharsets.UTF_8);
    }

    private static int length(String head) {
        String[] parts = head.toLowerCase(java.util.Locale.ROOT).split("content-length: ", 2);
        return parts.length < 2 ? Integer.MAX_VALUE : Integer.parseInt(parts[1].split("\r\n", 2)[0]);
    }

    /** The status of the answer to a request on a connection of its own. */
    int status(String line, String... headers) throws IOException {
        try (Socket socket = connect()) {
            send(socket, head(line, headers));
            return Integer.parseInt(answer(socket).substring(9, 12));
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
