package io.latentry.testing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The body of a form with files. */
public final class Form {

    private static final String BOUNDARY = "----latentry-test-boundary";

    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    public static Form named(String name) {
        return new Form().text("name", name);
    }

    public Form text(String field, String value) {
        return part("name=\"" + field + "\"", value.getBytes(StandardCharsets.UTF_8));
    }

    public Form file(String field, byte[] content) {
        return part("name=\"" + field + "\"; filename=\"data\"\r\nContent-Type: application/octet-stream", content);
    }

    public Form file(String field, String content) {
        return file(field, content.getBytes(StandardCharsets.UTF_8));
    }

    private Form part(String disposition, byte[] content) {
        write("--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n");
        body.writeBytes(content);
        write("\r\n");
        return this;
    }

    private void write(String text) {
        body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    public String contentType() {
        return "multipart/form-data; boundary=" + BOUNDARY;
    }

    public byte[] body() {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(body.toByteArray());
        whole.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return whole.toByteArray();
    }
}
