package io.latentry.registry;

import io.latentry.model.ModelCard;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the YAML that precedes a card's Markdown, with the keys that the <a
 * href="https://huggingface.co/docs/hub/model-cards">Hugging Face Hub</a> reads. Values are written as JSON, which YAML
 * includes, so that none can break out of its place.
 */
@Component
class CardFrontMatter {

    private final JsonMapper json;

    CardFrontMatter(JsonMapper json) {
        this.json = json;
    }

    String write(ModelVersion version) {
        ModelCard card = version.card();
        StringBuilder yaml = new StringBuilder("---\nlibrary_name: latentry\n");
        yaml.append("pipeline_tag: ").append(task(version)).append('\n');
        line(yaml, "tags: ", List.of("representation-learning", card.method()));
        ModelCard.Dataset dataset = card.dataset();
        if (dataset != null) {
            line(yaml, "datasets: ", List.of(dataset.name()));
        }
        if (card.parent() != null) {
            line(yaml, "base_model: ", card.parent());
        }
        if (dataset != null && !card.metrics().isEmpty()) {
            results(yaml, version, dataset.name());
        }
        return yaml.append("---\n").toString();
    }

    private void results(StringBuilder yaml, ModelVersion version, String dataset) {
        yaml.append("model-index:\n");
        line(yaml, "- name: ", version.name());
        yaml.append("  results:\n");
        yaml.append("  - task: {type: ").append(task(version)).append("}\n");
        line(yaml, "    dataset: ", new Source(dataset, dataset));
        yaml.append("    metrics:\n");
        SortedMap<String, Double> metrics = new TreeMap<>(new MetricOrder());
        metrics.putAll(version.card().metrics());
        metrics.forEach((name, value) -> line(yaml, "    - ", new Metric(name, name, value)));
    }

    private void line(StringBuilder yaml, String key, Object value) {
        yaml.append(key).append(json.writeValueAsString(value)).append('\n');
    }

    private static String task(ModelVersion version) {
        return version.config().itemShape().size() == 3 ? "image-feature-extraction" : "feature-extraction";
    }

    private record Source(String type, String name) {}

    private record Metric(String type, String name, Double value) {}
}
