package io.latentry.inspection;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.latentry.drawing.Axes;
import io.latentry.drawing.BarChart;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What shares of the variance components have.
 *
 * @param model that encoded the items
 * @param dataset they are of
 * @param split they are of
 * @param items how many they are
 * @param relativeTo {@code data} or {@code code}: whose variance the ratios are shares of
 * @param basis the items whose variance that is, for people
 * @param totalVariance of the data, in the units that the components were found in, or of the codes
 * @param ratios to the total of every component
 * @param cumulative the same, each with all before it
 * @param sampleRatios of PCA, the shares of the encoded items' variance; absent for others
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ExplainedVariance(
        @Schema(example = "demo-autoencoder@1") String model,
        @Schema(example = "fashion-sample") String dataset,
        @Schema(example = "test") String split,
        @Schema(example = "500") int items,

        @Schema(
                example = "code",
                allowableValues = {"data", "code"},
                description = "Whose variance the ratios are shares of: `data` for PCA, `code` for other methods")
        String relativeTo,

        @Schema(
                example = "the codes of 500 test items of fashion-sample",
                description = "What the total is measured on")
        String basis,

        @Schema(example = "104.2") double totalVariance,
        double[] ratios,
        double[] cumulative,

        @Schema(description = "Of PCA, each component's share of the variance of the items asked for")
        double @Nullable [] sampleRatios) {

    private static final int MOST_BARS = 64;

    /** Of a code that is not made of the data's own components. */
    static ExplainedVariance ofCode(String model, Sample sample, VarianceShares shares) {
        return of(model, sample, "code", "the codes of " + items(sample), shares, null);
    }

    /**
     * Of principal components of data.
     *
     * @param basis the items that the shares are of
     * @param found shares of the sample's variance
     */
    static ExplainedVariance ofData(
            String model, Sample sample, VarianceShares shares, String basis, VarianceShares found) {
        return of(model, sample, "data", basis, shares, found.ratios());
    }

    private static ExplainedVariance of(
            String model,
            Sample sample,
            String relativeTo,
            String basis,
            VarianceShares shares,
            double @Nullable [] found) {
        return new ExplainedVariance(
                model,
                sample.dataset(),
                sample.split().label(),
                sample.size(),
                relativeTo,
                basis,
                shares.total(),
                shares.ratios(),
                shares.cumulative(),
                found);
    }

    /** Such as {@code 36 test items of wine}. */
    static String items(Sample sample) {
        return "%d %s items of %s".formatted(sample.size(), sample.split().label(), sample.dataset());
    }

    byte[] png(Sample sample) {
        int shown = Math.min(MOST_BARS, ratios.length);
        List<String> names =
                IntStream.rangeClosed(1, shown).mapToObj(String::valueOf).toList();
        return BarChart.png(
                new Axes(
                        title(sample),
                        shown < ratios.length
                                ? "principal component (the first " + shown + " of " + ratios.length + ")"
                                : "principal component",
                        "share of the " + relativeTo + "'s variance, %"),
                names,
                new BarChart.Values("each", percent(ratios, shown)),
                List.of(new BarChart.Values("cumulative", percent(cumulative, shown))));
    }

    private String title(Sample sample) {
        return relativeTo.equals("code")
                ? "Variance of " + model + "'s codes (" + sample.title() + ")"
                : "Variance that " + model + "'s components explain (" + basis + ")";
    }

    private static double[] percent(double[] shares, int count) {
        return Arrays.stream(shares).limit(count).map(share -> 100 * share).toArray();
    }
}
