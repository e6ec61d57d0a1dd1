package io.latentry.inspection;

import io.latentry.core.error.ImpossibleException;
import io.latentry.core.error.InvalidInputException;
import io.latentry.exchange.Limits;
import io.latentry.exchange.Models;
import io.latentry.exchange.Models.Roles;
import io.latentry.exchange.TensorTypes;
import io.latentry.model.Decoder;
import io.latentry.model.ModelConfig;
import io.latentry.model.Sampler;
import io.latentry.model.Tensor;
import io.latentry.registry.ModelVersion;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows the whole space of a two-dimensional code. */
@RestController
@Tag(name = "Inspection")
class ManifoldController {

    private static final int MOST_STEPS = 31;

    private final Models models;
    private final Limits limits;
    private final AnswerLimit answers;

    ManifoldController(Models models, Limits limits, AnswerLimit answers) {
        this.models = models;
        this.limits = limits;
        this.answers = answers;
    }

    @GetMapping(
            path = "/v1/models/{model}/manifold",
            produces = {TensorTypes.JSON, TensorTypes.NPY, TensorTypes.PNG})
    @Operation(
            summary = "Decode the whole space of codes",
            description = "Of a VAE with `latentSize` 2: what it decodes at a grid of codes, which are the quantiles of"
                    + " the prior N(0, 1) in both dimensions, so that every picture stands for the same probability.")
    @ApiResponse(
            responseCode = "200",
            description = "The decoded grid",
            content = @Content(schema = @Schema(implementation = Manifold.class)))
    @ApiResponse(
            responseCode = "422",
            description = "The model has no prior, or not two dimensions (`not-two-dimensional`)")
    Insight getManifold(
            @Parameter(example = "demo-vae-2d") @PathVariable String model,
            @Parameter(description = "Codes in each direction, 2 to " + MOST_STEPS, example = "4")
                    @RequestParam(defaultValue = "15")
                    int steps) {
        if (steps < 2 || steps > MOST_STEPS) {
            throw InvalidInputException.field("steps", "must be from 2 to " + MOST_STEPS);
        }
        ModelVersion version = models.find(model);
        limits.values((long) steps * steps * version.config().shape().size());
        return models.use(version, roles -> decode(roles, steps));
    }

    private Insight decode(Roles roles, int steps) {
        roles.as(Sampler.class, "sample");
        Decoder decoder = roles.as(Decoder.class, "decode");
        requireTwoDimensions(roles.config());
        double[] quantiles = Manifold.quantiles(steps);
        Tensor items = decoder.decode(Manifold.codes(quantiles));
        Manifold manifold = new Manifold(roles.model(), steps, quantiles, items);
        return Insight.of(
                        roles.model(),
                        () -> {
                            answers.check(items);
                            return manifold;
                        },
                        "items",
                        items)
                .drawnIf(roles.shape().isPicture(), manifold::png);
    }

    private static void requireTwoDimensions(ModelConfig config) {
        if (config.codeSize() != 2) {
            throw new ImpossibleException(
                    "not-two-dimensional",
                    "Codes of " + config.codeSize() + " numbers have no map; /traversal shows one dimension at a time");
        }
    }
}
