package io.latentry;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Values that programs often take badly. */
final class OddValues {

    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "0",
            "-1",
            "1",
            "2147483647",
            "2147483648",
            "-9223372036854775808",
            "1e400",
            "NaN",
            "Infinity",
            "-0",
            "1.5",
            "0x10",
            "true",
            "null",
            "undefined",
            "[]",
            "{}",
            "a@b",
            "@",
            "demo-vae@",
            "demo-vae@99999999999",
            "..",
            "../..",
            "a/b",
            "a\\b",
            "%",
            "%00",
            "\u0000",
            "\n",
            "é",
            "日本語",
            "\uD83D\uDE00",
            "\uFEFF",
            "İ",
            "'; DROP TABLE model; --",
            "${x}",
            "<script>",
            "A",
            "name with spaces",
            "*",
            "?",
            "#",
            ";",
            ",",
            "1,2",
            ",,",
            "latest",
            "a".repeat(64),
            "z".repeat(3_000));

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private OddValues() {}

    static String text(Random random) {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }

    static JsonNode json(Random random) {
        return switch (random.nextInt(12)) {
            case 0 -> JSON.nullNode();
            case 1 -> JSON.numberNode(random.nextInt(5) - 2);
            case 2 -> JSON.numberNode(BigInteger.ONE.shiftLeft(random.nextInt(80)));
            case 3 -> JSON.numberNode(new BigDecimal("1e" + (random.nextInt(800) - 400)));
            case 4 -> JSON.numberNode(random.nextDouble());
            case 5 -> JSON.booleanNode(random.nextBoolean());
            case 6 -> JSON.arrayNode();
            case 7 -> JSON.objectNode();
            case 8 -> JSON.arrayNode().add(random.nextInt(3)).add(text(random));
            case 9 -> JSON.objectNode().put(text(random), 1);
            default -> JSON.stringNode(text(random));
        };
    }
}
