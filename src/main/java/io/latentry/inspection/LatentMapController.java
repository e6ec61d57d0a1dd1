package io.latentry.inspection;

import io.latentry.exchange.Models;
import io.latentry.exchange.Models.Roles;
import io.latentry.exchange.TensorTypes;
import io.latentry.model.PrincipalAxes;
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

/** Shows where items are in the space of codes. */
@RestController
@Tag(name = "Inspection")
class LatentMapController {

    private static final int USUAL_ITEMS = 1000;

    private final Models models;
    private final Samples samples;
    private final Codes codes;
    private final PrincipalAxes axes;
    private final LostVariance lost;

    LatentMapController(Models models, Samples samples, Codes codes, PrincipalAxes axes, LostVariance lost) {
        this.models = models;
        this.samples = samples;
        this.codes = codes;
        this.axes = axes;
        this.lost = lost;
    }

    @GetMapping(
            path = "/v1/models/{model}/latent-map",
            produces = {TensorTypes.JSON, TensorTypes.NPY, TensorTypes.PNG})
    @Operation(
            summary = "Map the space of codes",
            description = "A dataset's items in a plane, as numbers or as a scatter plot with a colour and a shape for"
                    + " each class: by the two principal components of their codes (`projection=pca`) or by the codes'"
                    + " first two dimensions (`first`). The axes' names have their shares: of the data's variance for"
                    + " PCA, of the code's variance for other methods.")
    @ApiResponse(
            responseCode = "200",
            description = "A point for each item",
            content = @Content(schema = @Schema(implementation = LatentMap.class)))
    Insight getLatentMap(
            @Parameter(example = "demo-vae") @PathVariable String model,
            @Parameter(description = "Whose items are encoded", example = "fashion-sample") @RequestParam
                    String dataset,
            @Parameter(description = "`train` or `test`") @RequestParam(defaultValue = "test") String split,
            @Parameter(
                            description = "The plane",
                            schema =
                                    @Schema(
                                            allowableValues = {"pca", "first"},
                                            defaultValue = "pca"))
                    @RequestParam(defaultValue = "pca")
                    String projection,
            @Parameter(description = "Items, spread over the split; 1000 if absent", example = "200")
                    @RequestParam(required = false)
                    @Nullable Integer items) {
        Plane plane = Plane.named(projection);
        ModelVersion version = models.find(model);
        Sample sample = samples.choose(dataset, split, items, USUAL_ITEMS);
        return models.use(version, roles -> map(roles, sample, projection, plane));
    }

    private Insight map(Roles roles, Sample sample, String projection, Plane plane) {
        Plane.View view = plane.project(codes.of(roles, sample), axes, new AxisNames(roles, sample, lost));
        LatentMap map = new LatentMap(
                roles.model(),
                sample.dataset(),
                sample.split().label(),
                projection,
                view.axes(),
                sample.indexList(),
                sample.classes(),
                sample.labelList(),
                view.points());
        return Insight.of(roles.model(), () -> map, "points", view.points()).drawn(() -> map.png(sample));
    }
}
