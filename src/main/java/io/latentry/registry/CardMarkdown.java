package io.latentry.registry;

import io.latentry.model.ModelCard;
import io.latentry.model.Transfer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes a version's card as Markdown, the README of its artifact. */
@Component
class CardMarkdown {

    private final CardFrontMatter frontMatter;
    private final JsonMapper json;

    CardMarkdown(CardFrontMatter frontMatter, JsonMapper json) {
        this.frontMatter = frontMatter;
        this.json = json;
    }

    String write(ModelVersion version) {
        ModelCard card = version.card();
        return frontMatter.write(version)
                + "\n# " + version.name() + "\n\n"
                + introduction(version)
                + list("Warnings", card.warnings())
                + what(version)
                + use(version)
                + Optional.ofNullable(card.dataset()).map(CardMarkdown::data).orElse("")
                + Optional.ofNullable(card.training())
                        .map(CardMarkdown::training)
                        .orElse("")
                + section("Figures", "Metric", ordered(card.metrics()))
                + list("", card.notes())
                + section("Hyper-parameters", "Name", card.hyperparameters())
                + section("Software", "Name", new TreeMap<>(card.software()));
    }

    private static String introduction(ModelVersion version) {
        String description = version.card().description();
        if (description != null && !description.isBlank()) {
            return description.strip() + "\n";
        }
        ModelCard.Dataset dataset = version.card().dataset();
        String learned = dataset == null ? "learned elsewhere" : "of " + code(dataset.name()) + ", learned";
        return "A representation " + learned + " with " + code(version.card().method()) + ".\n";
    }

    private String what(ModelVersion version) {
        ModelCard card = version.card();
        StringBuilder table = table("", "");
        row(table, "Method", code(card.method()));
        row(table, "Input", code(json(version.config().itemShape())) + (isImage(version) ? ", in [0, 1]" : ""));
        row(table, "Code", code(json(version.config().codeShape())));
        row(table, "Capabilities", String.join(", ", version.config().capabilities()));
        if (!version.config().classes().isEmpty()) {
            row(table, "Classes", code(json(version.config().classes())));
        }
        row(table, "Trained values", grouped(version.config().parameters()));
        row(table, "SHA-256 of the weights", code(version.weights()));
        if (card.parent() != null) {
            row(table, "Made from", code(card.parent()) + frozen(card));
        }
        return "\n" + table;
    }

    private static String frozen(ModelCard card) {
        if (card.frozen() == null || card.frozen().equals(Transfer.NONE)) {
            return "";
        }
        return card.frozen().equals(Transfer.ALL)
                ? ", of which everything but the head is frozen"
                : ", frozen up to " + code(card.frozen());
    }

    private static String use(ModelVersion version) {
        return """

                ## Use

                Import the artifact into Latentry and ask for codes:

                ```sh
                curl -s -X POST 'localhost:8080/v1/models?name=%1$s' -H 'Content-Type: application/zip' --data-binary @%1$s.zip
                curl -s localhost:8080/v1/models/%1$s/encode -H 'Content-Type: application/x-npy' --data-binary @items.npy
                ```

                The weights are plain safetensors with PyTorch's names:

                ```python
                import json
                from safetensors.torch import load_file

                config = json.load(open("config.json"))
                weights = load_file("model.safetensors")
                ```
                """.formatted(version.name());
    }

    private static String data(ModelCard.Dataset dataset) {
        return """

                ## Data

                %s: %s items to learn from and %s held out for the test figures; SHA-256 %s.
                """.formatted(
                        code(dataset.name()),
                        grouped(dataset.trainCount()),
                        grouped(dataset.testCount()),
                        code(dataset.hash()));
    }

    private static String training(ModelCard.Training training) {
        return """

                ## Training

                %d epochs in %s seconds, finished %s; the weights are those of epoch %d. The same data, hyper-parameters,
                seed (%d), number of threads (%d) and software yield the same weights, bit for bit. Job %s.
                """.formatted(
                        training.epochs(),
                        String.format(Locale.ROOT, "%.1f", training.seconds()),
                        training.finishedAt(),
                        training.bestEpoch(),
                        training.seed(),
                        training.threads(),
                        code(training.job()));
    }

    private String section(String title, String key, Map<String, ?> values) {
        if (values.isEmpty()) {
            return "";
        }
        StringBuilder table = table(key, "Value");
        values.forEach((name, value) -> row(table, code(name), code(json(value))));
        return "\n## " + title + "\n\n" + table;
    }

    private static SortedMap<String, Double> ordered(Map<String, Double> metrics) {
        SortedMap<String, Double> ordered = new TreeMap<>(new MetricOrder());
        ordered.putAll(metrics);
        return ordered;
    }

    private static String list(String title, List<String> sentences) {
        if (sentences.isEmpty()) {
            return "";
        }
        String items = sentences.stream()
                .map(sentence -> "- " + sentence.replaceAll("\\p{Cntrl}", " ") + "\n")
                .collect(Collectors.joining());
        return (title.isEmpty() ? "\n" : "\n## " + title + "\n\n") + items;
    }

    private static StringBuilder table(String left, String right) {
        return new StringBuilder("| " + left + " | " + right + " |\n|---|---|\n");
    }

    private static void row(StringBuilder table, String left, String right) {
        table.append("| ").append(left).append(" | ").append(right).append(" |\n");
    }

    private String json(Object value) {
        return json.writeValueAsString(value);
    }

    /** Inline code, on one line and within one cell whatever the text holds. */
    private static String code(String text) {
        return "`" + text.replaceAll("[\\p{Cntrl}`|]", " ") + "`";
    }

    private static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static boolean isImage(ModelVersion version) {
        return version.config().itemShape().size() == 3;
    }
}
