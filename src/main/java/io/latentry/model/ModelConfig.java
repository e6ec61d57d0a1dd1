package io.latentry.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a network is, apart from its weights: an artifact's {@code config.json}.
 *
 * @param format of the artifact, {@value #FORMAT}
 * @param method that trained it
 * @param itemShape {@code [channels, height, width]} or {@code [width]}
 * @param codeShape of one item's code, such as {@code [20]} or {@code [64, 7, 7]}
 * @param capabilities by their labels, sorted
 * @param parameters the number of trained values
 * @param hyperparameters all of them by name
 * @param classes names of what a classifier tells apart, by label; empty if it is none
 * @param preprocessing of images before the network; null if it takes items as they are
 */
public record ModelConfig(
        String format,
        String method,
        List<Integer> itemShape,
        List<Integer> codeShape,
        Set<String> capabilities,
        long parameters,
        Map<String, Object> hyperparameters,
        List<String> classes,
        @Nullable Preprocessing preprocessing) {

    /** The one format of artifacts that there is. */
    public static final String FORMAT = "latentry/1";

    public ModelConfig {
        itemShape = List.copyOf(itemShape);
        codeShape = List.copyOf(codeShape);
        capabilities = Collections.unmodifiableSortedSet(new TreeSet<>(capabilities));
        hyperparameters = Collections.unmodifiableMap(new LinkedHashMap<>(hyperparameters));
        classes = List.copyOf(Objects.requireNonNullElse(classes, List.of()));
    }

    /** One that classifies nothing and takes items as they are. */
    public ModelConfig(
            String format,
            String method,
            List<Integer> itemShape,
            List<Integer> codeShape,
            Set<String> capabilities,
            long parameters,
            Map<String, Object> hyperparameters) {
        this(format, method, itemShape, codeShape, capabilities, parameters, hyperparameters, List.of(), null);
    }

    /** The same with its size counted. */
    public ModelConfig withParameters(long count) {
        return new ModelConfig(
                format, method, itemShape, codeShape, capabilities, count, hyperparameters, classes, preprocessing);
    }

    public ItemShape shape() {
        return new ItemShape(itemShape);
    }

    /** The number of values of one code. */
    public int codeSize() {
        return codeShape.stream().reduce(1, Math::multiplyExact);
    }
}
