package io.latentry.fault;

import io.latentry.testing.LatentryClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a server has acknowledged, and must therefore still know. */
final class Ledger {

    private static final String GONE = "404";

    /** By path and field, such as {@code /v1/datasets/mine hash}. */
    private final Map<String, String> facts = new LinkedHashMap<>();

    void exists(String path, String field, String value) {
        facts.put(path + " " + field, value);
    }

    /** Forgets all that was below a path: it was deleted. */
    void deleted(String path) {
        facts.keySet().removeIf(fact -> fact.startsWith(path + " ") || fact.startsWith(path + "@"));
        facts.put(path + " ", GONE);
    }

    /** What the server has lost, changed or brought back. */
    List<String> losses(LatentryClient client) {
        List<String> losses = new ArrayList<>();
        facts.forEach((fact, value) -> {
            String now = now(client, fact.substring(0, fact.indexOf(' ')), fact.substring(fact.indexOf(' ') + 1));
            if (!now.equals(value)) {
                losses.add(fact + " was acknowledged as " + value + " and is " + now);
            }
        });
        return losses;
    }

    private static String now(LatentryClient client, String path, String field) {
        HttpResponse<byte[]> answer = client.send("GET", path, "", "application/json");
        if (answer.statusCode() != 200) {
            return answer.statusCode() == 404 ? GONE : answer.statusCode() + " " + text(answer);
        }
        JsonNode value = JsonMapper.shared().readTree(answer.body()).path(field);
        return value.isMissingNode() ? "present" : value.asString();
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
