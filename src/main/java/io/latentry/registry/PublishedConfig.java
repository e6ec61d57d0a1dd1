package io.latentry.registry;

import io.latentry.core.error.FieldError;
import io.latentry.core.error.InvalidInputException;
import io.latentry.model.Preprocessing;
import io.latentry.model.WeightsImporter.Description;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * What publishers say of a network in {@code config.json} and, with Hugging Face, {@code preprocessor_config.json}; what they
 * leave out is as torchvision has it for ImageNet.
 *
 * @param config the former
 * @param preprocessor the latter, or an empty object
 */
record PublishedConfig(JsonNode config, JsonNode preprocessor) {

    /** Of Hugging Face's transformers, whose ResNets are told by their depths and blocks. */
    private static final Map<String, String> RESNETS = Map.of(
            "basic[2,2,2,2]", "resnet18",
            "basic[3,4,6,3]", "resnet34",
            "bottleneck[3,4,6,3]", "resnet50");

    /** @throws InvalidInputException naming the field that is missing or wrong */
    Description description() {
        return new Description(architecture(), classes(), preprocessing());
    }

    private String architecture() {
        if (config.path("model_type").asString("").equals("resnet")) {
            String key = config.path("layer_type").asString("bottleneck") + config.path("depths");
            return Optional.ofNullable(RESNETS.get(key))
                    .orElseThrow(() -> invalid("depths", "are those of no network that is known here"));
        }
        JsonNode name = config.path("architecture");
        if (!name.isString()) {
            throw invalid("architecture", "is missing");
        }
        return name.asString();
    }

    private List<String> classes() {
        JsonNode labels = config.path("id2label");
        if (labels.isObject()) {
            return named(labels);
        }
        List<String> names = new ArrayList<>();
        config.path("label_names").forEach(name -> names.add(text("label_names", name)));
        return names;
    }

    private static List<String> named(JsonNode labels) {
        Map<Integer, String> names = new TreeMap<>();
        labels.properties().forEach(label -> names.put(number(label.getKey()), text("id2label", label.getValue())));
        boolean isGapless = IntStream.range(0, names.size()).allMatch(names::containsKey);
        if (!isGapless || names.size() < labels.size()) {
            throw invalid("id2label", "must be named by the numbers from 0 on");
        }
        return List.copyOf(names.values());
    }

    private static String text(String field, JsonNode name) {
        if (!name.isString()) {
            throw invalid(field, "must have texts only");
        }
        return name.asString();
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw invalid("id2label", "must be named by numbers");
        }
    }

    private Preprocessing preprocessing() {
        JsonNode told = config.path("pretrained_cfg");
        List<Integer> input = input(told.path("input_size"));
        double crop = real(told.path("crop_pct"), real(preprocessor.path("crop_pct"), PublishedDefaults.CROP));
        return PublishedDefaults.preprocessing(
                input,
                crop,
                told.path("interpolation").asString(PublishedDefaults.INTERPOLATION),
                reals(told.path("mean"), reals(preprocessor.path("image_mean"), PublishedDefaults.MEAN)),
                reals(told.path("std"), reals(preprocessor.path("image_std"), PublishedDefaults.STD)));
    }

    private List<Integer> input(JsonNode size) {
        if (size.isArray() && size.size() == 3) {
            return StreamSupport.stream(size.spliterator(), false)
                    .map(side -> side.asInt(0))
                    .toList();
        }
        JsonNode side = preprocessor.path("size");
        JsonNode shortest = side.isObject() ? side.path("shortest_edge") : side;
        int pixels =
                (side.isObject() && side.has("height") ? side.path("height") : shortest).asInt(PublishedDefaults.SIDE);
        return List.of(3, pixels, pixels);
    }

    private static double real(JsonNode node, double fallback) {
        return node.isNumber() ? node.asDouble(Double.NaN) : fallback;
    }

    private static List<Double> reals(JsonNode node, List<Double> fallback) {
        if (!node.isArray() || node.isEmpty()) {
            return fallback;
        }
        return StreamSupport.stream(node.spliterator(), false)
                .map(value -> value.asDouble(Double.NaN))
                .toList();
    }

    private static InvalidInputException invalid(String field, String message) {
        return new InvalidInputException(
                "invalid-config",
                "config.json is not understood",
                List.of(new FieldError("config.json: " + field, message)));
    }
}
