package io.latentry.inspection;

import io.latentry.exchange.Models;
import io.latentry.exchange.Models.Roles;
import io.latentry.exchange.NamedArray;
import io.latentry.exchange.TensorTypes;
import io.latentry.inspection.LayerWeights.LearnedArray;
import io.latentry.model.ItemShape;
import io.latentry.model.Tensor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows what layers have learned. */
@RestController
@Tag(name = "Inspection")
class WeightController {

    /** More neurons or kernels would not be seen. */
    private static final int MOST_IMAGES = 256;

    private final Models models;
    private final WeightReader reader;
    private final AnswerLimit answers;

    WeightController(Models models, WeightReader reader, AnswerLimit answers) {
        this.models = models;
        this.reader = reader;
        this.answers = answers;
    }

    @GetMapping(
            path = "/v1/models/{model}/layers/{layer}/weights",
            produces = {TensorTypes.JSON, TensorTypes.NPY, TensorTypes.PNG})
    @Operation(
            summary = "Show a layer's weights",
            description = "As a picture: of the first layer every neuron or kernel as an image of what it looks for,"
                    + " of later ones kernels as a grid, or the weights as a matrix; blue is negative, red positive;"
                    + " images without negative values go from black to white. PCA's `components` and a dictionary's"
                    + " `atoms` are drawn like a first layer's neurons, the mean that PCA's `centred` takes away as one"
                    + " image. With `view=histogram`, how often which weights are. As JSON all arrays with their"
                    + " statistics, as NPY the weights.")
    @ApiResponse(
            responseCode = "200",
            description = "What the layer has learned",
            content = @Content(schema = @Schema(implementation = LayerWeights.class)))
    @ApiResponse(responseCode = "404", description = "There is no such model or layer (`layer-not-found`)")
    @ApiResponse(
            responseCode = "422",
            description = "The layer learns nothing; `layers` are those that do (`no-weights`)")
    Insight getWeights(
            @Parameter(example = "demo-autoencoder") @PathVariable String model,
            @Parameter(example = "encoder.1") @PathVariable String layer,
            @Parameter(
                            description = "What is shown",
                            schema =
                                    @Schema(
                                            allowableValues = {"images", "histogram"},
                                            defaultValue = "images"))
                    @RequestParam(defaultValue = "images")
                    String view,
            @Parameter(description = "The first neuron or kernel") @RequestParam(defaultValue = "0") int offset,
            @Parameter(description = "How many; all if absent, or as many as a picture has room for", example = "4")
                    @RequestParam(required = false)
                    @Nullable Integer limit) {
        WeightView shown = WeightView.of(view);
        Rows rows = new Rows(offset, limit);
        return models.use(models.find(model), roles -> {
            List<NamedArray> arrays = reader.read(roles, layer);
            return shown == WeightView.HISTOGRAM ? histogram(roles, layer, arrays) : images(roles, layer, arrays, rows);
        });
    }

    private static Insight histogram(Roles roles, String layer, List<NamedArray> arrays) {
        NamedArray weights = arrays.get(0);
        List<LearnedArray> learned = arrays.stream()
                .map(array -> LearnedArray.withHistogram(array.name(), array.values()))
                .toList();
        return Insight.of(
                        roles.model(),
                        () -> new LayerWeights(roles.model(), layer, learned),
                        weights.name(),
                        weights.values())
                .drawn(() -> Histogram.of(weights.values(), learned.get(0).statistics())
                        .png(words(roles, layer, weights)));
    }

    private Insight images(Roles roles, String layer, List<NamedArray> arrays, Rows rows) {
        Tensor chosen = rows.of(arrays.get(0).values());
        ItemShape items = Layers.isFirst(Layers.of(roles), layer) ? roles.shape() : ItemShape.vector(1);
        return Insight.of(
                        roles.model(),
                        () -> new LayerWeights(roles.model(), layer, values(arrays, rows)),
                        arrays.get(0).name(),
                        chosen)
                .drawn(() -> new WeightPicture(
                                words(roles, layer, arrays.get(0)),
                                isOneItem(chosen, items) ? chosen : Rows.first(chosen, MOST_IMAGES),
                                rows.offset(),
                                items)
                        .png());
    }

    /** Whether an array has a number for each value of an item, and so makes one image. */
    private static boolean isOneItem(Tensor array, ItemShape items) {
        return array.shape().length == 1 && items.isPicture() && array.rows() == items.size();
    }

    private List<LearnedArray> values(List<NamedArray> arrays, Rows rows) {
        return arrays.stream()
                .map(array ->
                        LearnedArray.withValues(array.name(), array.values(), answers.check(rows.of(array.values()))))
                .toList();
    }

    private static LearnedWords words(Roles roles, String layer, NamedArray weights) {
        return LearnedWords.of(roles.model(), layer, weights.name());
    }
}
