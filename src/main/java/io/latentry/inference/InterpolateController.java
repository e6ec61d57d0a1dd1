package io.latentry.inference;

import io.latentry.core.error.InvalidInputException;
import io.latentry.exchange.ItemRequest;
import io.latentry.exchange.Limits;
import io.latentry.exchange.ModelOperation;
import io.latentry.exchange.Models;
import io.latentry.exchange.Models.Roles;
import io.latentry.exchange.RequestReader;
import io.latentry.exchange.TensorTypes;
import io.latentry.model.Decoder;
import io.latentry.model.Encoder;
import io.latentry.model.Tensor;
import io.latentry.registry.ModelVersion;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.FloatBuffer;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Walks from one item to another through the space of codes. */
@RestController
@Tag(name = "Inference")
class InterpolateController {

    private final Models models;
    private final RequestReader requests;
    private final Limits limits;

    InterpolateController(Models models, RequestReader requests, Limits limits) {
        this.models = models;
        this.requests = requests;
        this.limits = limits;
    }

    @PostMapping(
            path = "/v1/models/{model}/interpolate",
            produces = {TensorTypes.JSON, TensorTypes.NPY, TensorTypes.PNG})
    @Operation(
            summary = "Interpolate between two items",
            description = "Decodes codes at equal distances on the line between those of the two items, both ends"
                    + " included.")
    @Parameter(
            in = ParameterIn.QUERY,
            name = "steps",
            description = "Items in the answer; 10 if absent",
            schema = @Schema(type = "integer", minimum = "2"))
    @ModelOperation(
            example = "{\"dataset\": \"fashion-sample\", \"split\": \"test\", \"indices\": [0, 1], \"steps\": 4}",
            arrays = {"items"})
    Answer interpolate(@Parameter(example = "demo-vae") @PathVariable String model, HttpServletRequest request)
            throws IOException {
        ModelVersion version = models.find(model);
        ItemRequest<InterpolateOptions> input = requests.items(request, version.config(), InterpolateOptions.class);
        int steps = limits.option("steps", input.options().steps(), 2, version.config());
        if (input.items().rows() != 2) {
            throw InvalidInputException.field(
                    input.field(), "must be two, the ends, not " + input.items().rows());
        }
        return models.use(version, roles -> interpolate(roles, input.items(), steps));
    }

    private static Answer interpolate(Roles roles, Tensor ends, int steps) {
        Encoder encoder = roles.as(Encoder.class, "interpolate");
        Decoder decoder = roles.as(Decoder.class, "interpolate");
        Tensor items = decoder.decode(line(encoder.encode(ends), steps));
        return Answer.of(roles.model(), "items", items).drawn(roles.shape(), Drawing.strip(items));
    }

    /** {@code [2, code…] → [steps, code…]}: z = (1 - t) z₀ + t z₁. */
    private static Tensor line(Tensor ends, int steps) {
        int[] shape = ends.shape();
        shape[0] = steps;
        Tensor line = Tensor.allocate(shape);
        FloatBuffer from = ends.row(0);
        FloatBuffer to = ends.row(1);
        FloatBuffer target = line.values();
        for (int step = 0; step < steps; step++) {
            float t = step / (steps - 1f);
            for (int i = 0; i < ends.rowSize(); i++) {
                target.put((1 - t) * from.get(i) + t * to.get(i));
            }
        }
        return line;
    }
}
