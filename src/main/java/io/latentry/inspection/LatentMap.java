package io.latentry.inspection;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.latentry.drawing.Axes;
import io.latentry.drawing.Curve;
import io.latentry.drawing.PointChart;
import io.latentry.exchange.TensorSerializer;
import io.latentry.model.Tensor;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonSerialize;

/**
 * Where items are in a plane through the space of codes.
 *
 * @param model that encoded them
 * @param dataset they are of
 * @param split they are of
 * @param projection {@code pca} or {@code first}
 * @param axes what the plane's directions are
 * @param indices of the items in the split
 * @param classes names of the labels; absent if items have none
 * @param labels of the items; absent if they have none
 * @param points {@code [items, 2]}
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record LatentMap(
        @Schema(example = "demo-vae@1") String model,
        @Schema(example = "fashion-sample") String dataset,
        @Schema(example = "test") String split,
        @Schema(example = "pca") String projection,
        List<String> axes,
        List<Integer> indices,
        List<String> classes,
        @Nullable List<Integer> labels,

        @JsonSerialize(using = TensorSerializer.class)
        @Schema(implementation = Object[].class, description = "Two coordinates of every item")
        Tensor points) {

    /** Beyond, colours and shapes together would repeat. */
    private static final int MOST_CLASSES = 20;

    byte[] png(Sample sample) {
        boolean byClass = labels != null && classes.size() <= MOST_CLASSES;
        String many = classes.size() > MOST_CLASSES ? ", of too many classes for colours" : "";
        Axes words = new Axes("Codes of " + model + " (" + sample.title() + many + ")", axes.get(0), axes.get(1));
        return PointChart.scatter(words, byClass ? byClass() : List.of(cloud("items", 0, all())));
    }

    private int[] all() {
        return IntStream.range(0, points.rows()).toArray();
    }

    private List<Curve> byClass() {
        return IntStream.range(0, classes.size())
                .mapToObj(label -> cloud(name(label), label, of(label)))
                .filter(cloud -> cloud.x().length > 0)
                .toList();
    }

    /** Names may be the same, and may be empty. */
    private String name(int label) {
        String name = classes.get(label);
        return name.isBlank() || classes.indexOf(name) != label ? name + " " + label : name;
    }

    private int[] of(int label) {
        List<Integer> all = labels == null ? List.of() : labels;
        return IntStream.range(0, all.size())
                .filter(item -> all.get(item) == label)
                .toArray();
    }

    private Curve cloud(String name, int colour, int[] items) {
        double[] x =
                IntStream.of(items).mapToDouble(item -> points.row(item).get(0)).toArray();
        double[] y =
                IntStream.of(items).mapToDouble(item -> points.row(item).get(1)).toArray();
        return new Curve(name, x, y, colour, false);
    }
}
