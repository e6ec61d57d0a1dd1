package io.latentry.inspection;

import io.latentry.core.error.ImpossibleException;
import io.latentry.exchange.Models;
import io.latentry.exchange.Models.Roles;
import io.latentry.exchange.TensorTypes;
import io.latentry.model.PrincipalAxes;
import io.latentry.model.Tensor;
import io.latentry.registry.ModelVersion;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows how many dimensions codes really use. */
@RestController
@Tag(name = "Inspection")
class VarianceController {

    private static final int USUAL_ITEMS = 1000;

    private final Models models;
    private final Samples samples;
    private final Codes codes;
    private final PrincipalAxes axes;

    VarianceController(Models models, Samples samples, Codes codes, PrincipalAxes axes) {
        this.models = models;
        this.samples = samples;
        this.codes = codes;
        this.axes = axes;
    }

    @GetMapping(
            path = "/v1/models/{model}/explained-variance",
            produces = {TensorTypes.JSON, TensorTypes.NPY, TensorTypes.PNG})
    @Operation(
            summary = "Show the codes' explained variance",
            description =
                    "The share of the codes' variance that each of their principal components explains, and all up"
                            + " to it together: how many dimensions a model really uses. As NPY the shares of each.")
    @ApiResponse(
            responseCode = "200",
            description = "The shares, the largest first",
            content = @Content(schema = @Schema(implementation = ExplainedVariance.class)))
    Insight getExplainedVariance(
            @Parameter(example = "demo-autoencoder") @PathVariable String model,
            @Parameter(description = "Whose items are encoded", example = "fashion-sample") @RequestParam
                    String dataset,
            @Parameter(description = "`train` or `test`") @RequestParam(defaultValue = "test") String split,
            @Parameter(description = "Items, spread over the split; 1000 if absent")
                    @RequestParam(required = false)
                    @Nullable Integer items) {
        ModelVersion version = models.find(model);
        Sample sample = samples.choose(dataset, split, items, USUAL_ITEMS);
        return models.use(version, roles -> analyse(roles, sample));
    }

    private Insight analyse(Roles roles, Sample sample) {
        Tensor encoded = codes.of(roles, sample);
        if (encoded.rows() < 2) {
            throw new ImpossibleException("too-few-items", "A single item does not vary");
        }
        VarianceShares shares = VarianceShares.of(axes.project(encoded, 1).variances());
        ExplainedVariance body = new ExplainedVariance(
                roles.model(),
                sample.dataset(),
                sample.split().label(),
                sample.size(),
                shares.total(),
                shares.ratios(),
                shares.cumulative());
        Tensor ratios = Tensor.allocate(shares.ratios().length);
        for (int i = 0; i < shares.ratios().length; i++) {
            ratios.values().put(i, (float) shares.ratios()[i]);
        }
        return Insight.of(roles.model(), () -> body, "ratios", ratios).drawn(() -> body.png(sample));
    }
}
