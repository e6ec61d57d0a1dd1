package io.latentry.inspection;

import io.latentry.drawing.Axes;
import io.latentry.drawing.BarChart;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How much of the codes' variance their principal components explain.
 *
 * @param model that encoded the items
 * @param dataset they are of
 * @param split they are of
 * @param items how many they are
 * @param totalVariance of the codes
 * @param ratios to the total of every component, the largest first
 * @param cumulative the same, each with all before it
 */
record ExplainedVariance(
        @Schema(example = "demo-autoencoder@1") String model,
        @Schema(example = "fashion-sample") String dataset,
        @Schema(example = "test") String split,
        @Schema(example = "500") int items,
        @Schema(example = "104.2") double totalVariance,
        double[] ratios,
        double[] cumulative) {

    private static final int MOST_BARS = 64;

    byte[] png(Sample sample) {
        int shown = Math.min(MOST_BARS, ratios.length);
        List<String> names =
                IntStream.rangeClosed(1, shown).mapToObj(String::valueOf).toList();
        return BarChart.png(
                new Axes(
                        "Variance of " + model + "'s codes (" + sample.title() + ")",
                        shown < ratios.length
                                ? "principal component (the first " + shown + " of " + ratios.length + ")"
                                : "principal component",
                        "explained variance, %"),
                names,
                new BarChart.Values("each", percent(ratios, shown)),
                List.of(new BarChart.Values("cumulative", percent(cumulative, shown))));
    }

    private static double[] percent(double[] shares, int count) {
        return Arrays.stream(shares).limit(count).map(share -> 100 * share).toArray();
    }
}
