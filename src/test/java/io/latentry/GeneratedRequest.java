package io.latentry;

import java.nio.charset.StandardCharsets;

/**
 * A request that a generator made up.
 *
 * @param type of the body; empty for none
 * @param accept the header; empty for none
 */
record GeneratedRequest(String method, String path, String type, byte[] body, String accept) {

    @Override
    public String toString() {
        String text = new String(body, 0, Math.min(300, body.length), StandardCharsets.ISO_8859_1);
        return "%s %s (%s, accepts %s) %s".formatted(method, path, type, accept, text);
    }
}
