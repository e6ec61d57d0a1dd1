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
    private final LostVariance lost;

    VarianceController(Models models, Samples samples, Codes codes, PrincipalAxes axes, LostVariance lost) {
        this.models = models;
        this.samples = samples;
        this.codes = codes;
        this.axes = axes;
        this.lost = lost;
    }

    @GetMapping(
            path = "/v1/models/{model}/explained-variance",
            produces = {TensorTypes.JSON, TensorTypes.NPY, TensorTypes.PNG})
    @Operation(
            summary = "Show explained variance",
            description =
                    "Of PCA, the share of the data's variance that each component explains, and all up to it together:"
                            + " `ratios` are λᵢ / Σ λ over all directions of the items that the model learned from, the"
                            + " same with and without whitening, and `sampleRatios` the same of the items asked for. Of"
                            + " other methods, the share of the code's variance that each of its own principal components"
                            + " has, which shows how many dimensions a code really uses and says nothing of what it lost;"
                            + " these add up to 1. `relativeTo` says which, `basis` whose variance the whole is. As NPY"
                            + " the `ratios`.")
    @ApiResponse(
            responseCode = "200",
            description = "The shares, one for each component",
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
        ExplainedVariance body = PrincipalModel.of(roles)
                .map(model -> components(model, sample, encoded))
                .orElseGet(() -> ExplainedVariance.ofCode(
                        roles.model(),
                        sample,
                        VarianceShares.of(axes.project(encoded, 1).variances())));
        Tensor ratios = Tensor.allocate(body.ratios().length);
        for (int i = 0; i < body.ratios().length; i++) {
            ratios.values().put(i, (float) body.ratios()[i]);
        }
        return Insight.of(roles.model(), () -> body, "ratios", ratios).drawn(() -> body.png(sample));
    }

    /** Beside the shares that were learned, those that the components have of other items' variance. */
    private ExplainedVariance components(PrincipalModel model, Sample sample, Tensor encoded) {
        double[] variances = model.variancesOf(encoded);
        double total = VarianceShares.of(variances).total() + lost.of(model.roles(), sample);
        VarianceShares found = VarianceShares.of(variances, total);
        return model.learned()
                .map(learned ->
                        ExplainedVariance.ofData(model.roles().model(), sample, learned, model.learnedFrom(), found))
                .orElseGet(() -> ExplainedVariance.ofData(
                        model.roles().model(), sample, found, ExplainedVariance.items(sample), found));
    }
}
