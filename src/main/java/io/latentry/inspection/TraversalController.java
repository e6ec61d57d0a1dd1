package io.latentry.inspection;

import io.latentry.core.error.InvalidInputException;
import io.latentry.exchange.Limits;
import io.latentry.exchange.Models;
import io.latentry.exchange.Models.Roles;
import io.latentry.exchange.TensorTypes;
import io.latentry.model.Decoder;
import io.latentry.model.ModelConfig;
import io.latentry.model.Tensor;
import io.latentry.registry.ModelVersion;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows what single dimensions of codes mean. */
@RestController
@Tag(name = "Inspection")
class TraversalController {

    private static final int MOST_STEPS = 31;
    private static final int ROWS = 8;
    private static final int ITEMS = 500;

    private final Models models;
    private final Samples samples;
    private final Codes codes;
    private final Limits limits;
    private final AnswerLimit answers;

    TraversalController(Models models, Samples samples, Codes codes, Limits limits, AnswerLimit answers) {
        this.models = models;
        this.samples = samples;
        this.codes = codes;
        this.limits = limits;
        this.answers = answers;
    }

    @GetMapping(
            path = "/v1/models/{model}/traversal",
            produces = {TensorTypes.JSON, TensorTypes.NPY, TensorTypes.PNG})
    @Operation(
            summary = "Change one dimension of a code",
            description = "Encodes an item, moves one dimension of its code from −3 to 3 standard deviations around the"
                    + " mean of the dataset's codes, and decodes; without `dimension`, a row for each of the " + ROWS
                    + " dimensions that vary most.")
    @ApiResponse(
            responseCode = "200",
            description = "The decoded items",
            content = @Content(schema = @Schema(implementation = Traversal.class)))
    Insight getTraversal(
            @Parameter(example = "demo-vae") @PathVariable String model,
            @Parameter(description = "The item's, and whose codes tell the deviations", example = "fashion-sample")
                    @RequestParam
                    String dataset,
            @Parameter(description = "`train` or `test`") @RequestParam(defaultValue = "test") String split,
            @Parameter(description = "The item's position in the split") @RequestParam(defaultValue = "0") int index,
            @Parameter(description = "The dimension, from 0; the most active ones if absent", example = "0")
                    @RequestParam(required = false)
                    @Nullable Integer dimension,
            @Parameter(description = "Values of the dimension, 2 to " + MOST_STEPS, example = "3")
                    @RequestParam(defaultValue = "9")
                    int steps) {
        if (steps < 2 || steps > MOST_STEPS) {
            throw InvalidInputException.field("steps", "must be from 2 to " + MOST_STEPS);
        }
        ModelVersion version = models.find(model);
        checkDimension(dimension, version.config());
        limits.values((long) ROWS * steps * version.config().shape().size());
        Sample item = samples.one(dataset, split, index);
        Sample all = samples.choose(dataset, split, null, ITEMS);
        return models.use(version, roles -> traverse(roles, item, all, dimension, Traversal.offsets(steps)));
    }

    private static void checkDimension(@Nullable Integer dimension, ModelConfig config) {
        if (dimension != null && (dimension < 0 || dimension >= config.codeSize())) {
            throw InvalidInputException.field("dimension", "must be from 0 to " + (config.codeSize() - 1));
        }
    }

    private Insight traverse(Roles roles, Sample item, Sample all, @Nullable Integer dimension, double[] offsets) {
        Decoder decoder = roles.as(Decoder.class, "decode");
        CodeStatistics statistics = CodeStatistics.of(codes.of(roles, all));
        List<Integer> dimensions = dimension == null ? statistics.mostActive(ROWS) : List.of(dimension);
        Tensor moved = moved(codes.of(roles, item), statistics, dimensions, offsets);
        Tensor items = decoder.decode(moved.reshape(codeShape(roles.config(), moved.rows())));
        Traversal traversal = new Traversal(
                roles.model(),
                item.dataset(),
                item.split().label(),
                item.indices()[0],
                dimensions,
                offsets,
                dimensions.stream().mapToDouble(i -> statistics.deviations()[i]).toArray(),
                items.reshape(grid(roles.config(), dimensions.size(), offsets.length)));
        return Insight.of(
                        roles.model(),
                        () -> {
                            answers.check(items);
                            return traversal;
                        },
                        "items",
                        traversal.items())
                .drawnIf(roles.shape().isPicture(), () -> traversal.png(item.className(0)));
    }

    /** {@code [dimensions · offsets, code]}. */
    private static Tensor moved(Tensor code, CodeStatistics statistics, List<Integer> dimensions, double[] offsets) {
        Tensor moved = Tensor.allocate(dimensions.size() * offsets.length, code.rowSize());
        for (int i = 0; i < moved.rows(); i++) {
            int dimension = dimensions.get(i / offsets.length);
            double value = statistics.means()[dimension]
                    + offsets[i % offsets.length] * statistics.deviations()[dimension];
            moved.row(i).put(code.row(0)).put(dimension, (float) value);
        }
        return moved;
    }

    private static int[] codeShape(ModelConfig config, int rows) {
        return IntStream.concat(IntStream.of(rows), config.codeShape().stream().mapToInt(Integer::intValue))
                .toArray();
    }

    private static int[] grid(ModelConfig config, int rows, int columns) {
        return IntStream.concat(
                        IntStream.of(rows, columns), config.itemShape().stream().mapToInt(Integer::intValue))
                .toArray();
    }
}
