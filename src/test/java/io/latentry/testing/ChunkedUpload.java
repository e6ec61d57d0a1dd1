package io.latentry.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Sends a body whose length is not said, and reads the answer even if it comes before all is sent. */
public final class ChunkedUpload {

    private static final int CHUNK = 1 << 16;
    private static final int TIMEOUT_MILLIS = 60_000;

    private ChunkedUpload() {}

    /** Posts a form, and returns the answer with its head. */
    public static String post(URI server, String path, Form form) throws IOException {
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            String head =
                    "POST %s HTTP/1.1\r\nHost: %s\r\nContent-Type: %s\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
                            .formatted(path, server.getAuthority(), form.contentType());
            send(socket.getOutputStream(), head, form.body());
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void send(OutputStream out, String head, byte[] body) {
        try {
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            for (int from = 0; from < body.length; from += CHUNK) {
                int length = Math.min(CHUNK, body.length - from);
                out.write((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
                out.write(body, from, length);
                out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
            }
            out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            // The server reads no further; its answer says why.
        }
    }
}
