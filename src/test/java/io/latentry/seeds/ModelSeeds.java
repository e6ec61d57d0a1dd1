package io.latentry.seeds;

import io.latentry.engine.family.Family;
import io.latentry.engine.layer.Parameter;
import io.latentry.model.DatasetFacts;
import io.latentry.model.ElementType;
import io.latentry.model.ItemShape;
import io.latentry.model.ModelCard;
import io.latentry.model.ModelConfig;
import io.latentry.testing.StoredZip;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Models as they are imported, and the JSON in them. */
final class ModelSeeds {

    private static final JsonMapper JSON = new JsonMapper();

    private ModelSeeds() {}

    /** One that is accepted: an autoencoder of rows of three values. */
    static byte[] artifact() {
        return StoredZip.of(
                entries(config("autoencoder", ItemShape.vector(3), Map.of("hidden", List.of(2), "latentSize", 1))));
    }

    private static ModelConfig config(String method, ItemShape shape, Map<String, Object> hyperparameters) {
        DatasetFacts facts = new DatasetFacts(shape, ElementType.FLOAT32, 10, 5, 0, 1, List.of("a", "b"));
        return Family.of(method).plan(facts, hyperparameters);
    }

    private static Map<String, byte[]> entries(ModelConfig config) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("config.json", JSON.writeValueAsBytes(config));
        entries.put("card.json", JSON.writeValueAsBytes(card(config)));
        entries.put("metrics.json", "{\"test.loss\":0.5}".getBytes(StandardCharsets.UTF_8));
        Map<String, List<Integer>> shapes = new LinkedHashMap<>();
        for (Parameter parameter : Family.of(config.method()).served(config).arrays()) {
            shapes.put(parameter.name(), parameter.shape());
        }
        entries.put("model.safetensors", WeightSeeds.of(shapes));
        return entries;
    }

    private static ModelCard card(ModelConfig config) {
        return new ModelCard(
                config.method(),
                config.hyperparameters(),
                new ModelCard.Dataset("rows", "ab".repeat(32), 10, 5),
                null,
                null,
                null,
                Map.of("latentry", "0.1.0"),
                Map.of("test.loss", 0.5),
                "Made up");
    }

    static Map<String, byte[]> files() {
        ModelConfig config = config("autoencoder", ItemShape.vector(3), Map.of("hidden", List.of(2), "latentSize", 1));
        Map<String, byte[]> entries = entries(config);
        Map<String, byte[]> published = new LinkedHashMap<>();
        published.put(
                "net/config.json",
                "{\"architecture\":\"resnet18\",\"num_classes\":0}".getBytes(StandardCharsets.UTF_8));
        published.put("net/model.safetensors", entries.get("model.safetensors"));
        Map<String, byte[]> bomb = new LinkedHashMap<>(entries);
        bomb.put("model.safetensors", new byte[4_000_000]);
        Map<String, byte[]> without = new LinkedHashMap<>(entries);
        without.remove("card.json");
        Map<String, byte[]> seeds = new LinkedHashMap<>();
        seeds.put("artifact.zip", StoredZip.of(entries));
        seeds.put("deflated.zip", ArchiveSeeds.deflated(entries));
        seeds.put("published.zip", StoredZip.of(published));
        seeds.put("bomb.zip", ArchiveSeeds.deflated(bomb));
        seeds.put("without-card.zip", ArchiveSeeds.deflated(without));
        seeds.put("cut.zip", Arrays.copyOf(StoredZip.of(entries), 700));
        seeds.put(
                "torch.pt",
                StoredZip.of(Map.of(
                        "a/data.pkl", PickleSeeds.pickle(), "a/data/0", new byte[64], "a/data/1", new byte[64])));
        seeds.put("bare.safetensors", entries.get("model.safetensors"));
        seeds.put("stem.safetensors", WeightSeeds.of(Map.of("conv1.weight", List.of(16, 1, 3, 3))));
        return seeds;
    }

    static Map<String, byte[]> texts() {
        Map<String, byte[]> seeds = new LinkedHashMap<>();
        for (String method :
                List.of("pca", "dictionary", "autoencoder", "denoising-autoencoder", "vae", "classifier")) {
            seeds.put(method, JSON.writeValueAsBytes(config(method, ItemShape.image(1, 8, 8), Map.of())));
        }
        ModelConfig rows = config("autoencoder", ItemShape.vector(3), Map.of("hidden", List.of(2), "latentSize", 1));
        seeds.put("rows", JSON.writeValueAsBytes(rows));
        seeds.put("card", JSON.writeValueAsBytes(card(rows)));
        TextSeeds.put(
                seeds,
                "timm",
                "{\"architecture\":\"resnet18\",\"num_classes\":2,\"label_names\":[\"a\",\"b\"],\"pretrained_cfg\":"
                        + "{\"input_size\":[3,32,32],\"crop_pct\":0.95,\"interpolation\":\"bicubic\",\"mean\":[0.5,0.5,0.5],\"std\":[0.5,0.5,0.5]}}");
        TextSeeds.put(
                seeds,
                "transformers",
                "{\"model_type\":\"resnet\",\"layer_type\":\"basic\",\"depths\":[2,2,2,2],\"id2label\":{\"0\":\"a\",\"1\":\"b\"},"
                        + "\"size\":{\"shortest_edge\":32},\"crop_pct\":0.875,\"image_mean\":[0.5,0.5,0.5],\"image_std\":[0.2,0.2,0.2]}");
        TextSeeds.put(
                seeds,
                "numbers",
                "{\"architecture\":\"resnet18\",\"pretrained_cfg\":{\"input_size\":[1e400,99999999999,-1],\"crop_pct\":1"
                        + "0".repeat(400) + ",\"mean\":[1e999],\"std\":[null]}}");
        TextSeeds.put(seeds, "labels", "{\"architecture\":\"vgg11\",\"id2label\":{\"0\":\"a\",\"00\":\"b\",\"x\":1}}");
        TextSeeds.put(
                seeds,
                "shapes",
                new String(seeds.get("rows"), StandardCharsets.UTF_8).replace("[3]", "[2147483647,2147483647,0]"));
        TextSeeds.put(
                seeds,
                "widths",
                new String(seeds.get("rows"), StandardCharsets.UTF_8).replace("[2]", "[65536,65536,65536,65536]"));
        return seeds;
    }
}
