package io.latentry.inference;

import java.nio.charset.StandardCharsets;

/**
 * A request, and how it must be refused.
 *
 * @param name in the report
 * @param path with {@code VERB} in place of the verb, if it is to be tried with all
 * @param field the one that is named, or empty
 */
@SuppressWarnings("ArrayRecordComponent") // a row of a table of tests
record BadRequest(
        String name,
        String path,
        String contentType,
        byte[] body,
        String accept,
        int status,
        String code,
        String field) {

    static final String VERB = "VERB";

    /** A JSON body with a fault in a field. */
    static BadRequest json(String name, String model, String body, String field) {
        return json(name, model, body, 400, "invalid-input", field);
    }

    static BadRequest json(String name, String model, String body, int status, String code) {
        return json(name, model, body, status, code, "");
    }

    private static BadRequest json(String name, String model, String body, int status, String code, String field) {
        return new BadRequest(
                name,
                model + "/" + VERB,
                "application/json",
                body.getBytes(StandardCharsets.UTF_8),
                "*/*",
                status,
                code,
                field);
    }

    static BadRequest file(String name, String model, String type, byte[] body, int status, String code) {
        return new BadRequest(name, model + "/" + VERB, type, body, "*/*", status, code, "");
    }

    BadRequest to(String verb) {
        return new BadRequest(name, path.replace(VERB, verb), contentType, body, accept, status, code, field);
    }

    BadRequest accepting(String type) {
        return new BadRequest(name, path, contentType, body, type, status, code, field);
    }

    BadRequest naming(String wrong) {
        return new BadRequest(name, path, contentType, body, accept, status, code, wrong);
    }

    BadRequest as(String type, String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        return new BadRequest(name, path, type, bytes, accept, status, code, field);
    }

    @Override
    public String toString() {
        return path + ": " + name;
    }
}
