package io.latentry.inspection;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.latentry.exchange.TensorSerializer;
import io.latentry.model.Tensor;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonSerialize;

/**
 * What a layer has learned.
 *
 * @param model whose layer it is
 * @param layer by its name
 * @param arrays the weights first
 */
record LayerWeights(
        @Schema(example = "demo-autoencoder@1") String model,
        @Schema(example = "encoder.1") String layer,
        List<LearnedArray> arrays) {

    /**
     * One array.
     *
     * @param name within the layer
     * @param shape of the whole array
     * @param statistics of the whole array
     * @param histogram of the whole array, where it was asked for
     * @param values of the rows that were asked for, unless a histogram was
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "LearnedArray")
    record LearnedArray(
            @Schema(example = "weight") String name,
            @Schema(example = "[96, 784]") List<Integer> shape,
            Statistics statistics,
            @Nullable Histogram histogram,

            @Nullable @JsonSerialize(using = TensorSerializer.class)
            @Schema(implementation = Object[].class, description = "Nested as the shape tells")
            Tensor values) {

        static LearnedArray withValues(String name, Tensor whole, Tensor rows) {
            return new LearnedArray(name, shape(whole), Statistics.of(whole), null, rows);
        }

        static LearnedArray withHistogram(String name, Tensor whole) {
            Statistics statistics = Statistics.of(whole);
            return new LearnedArray(name, shape(whole), statistics, Histogram.of(whole, statistics), null);
        }

        private static List<Integer> shape(Tensor whole) {
            return Arrays.stream(whole.shape()).boxed().toList();
        }
    }
}
