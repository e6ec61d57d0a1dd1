package io.latentry.inspection;

import io.latentry.core.error.InvalidInputException;
import io.latentry.exchange.ItemRequest;
import io.latentry.exchange.Limits;
import io.latentry.exchange.ModelOperation;
import io.latentry.exchange.Models;
import io.latentry.exchange.Models.Roles;
import io.latentry.exchange.RequestReader;
import io.latentry.exchange.TensorTypes;
import io.latentry.model.LayerReader;
import io.latentry.registry.ModelVersion;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows what a layer makes of an item. */
@RestController
@Tag(name = "Inspection")
class FeatureMapController {

    private final Models models;
    private final RequestReader requests;
    private final Limits limits;
    private final AnswerLimit answers;

    FeatureMapController(Models models, RequestReader requests, Limits limits, AnswerLimit answers) {
        this.models = models;
        this.requests = requests;
        this.limits = limits;
        this.answers = answers;
    }

    @PostMapping(
            path = "/v1/models/{model}/layers/{layer}/feature-maps",
            produces = {TensorTypes.JSON, TensorTypes.NPY, TensorTypes.PNG})
    @Operation(
            summary = "Show an item's feature maps",
            description = "What the layer's channels make of one item, the strongest first, with their numbers and mean"
                    + " activations. The picture of a dense layer is a bar chart of its neurons.")
    @Parameter(
            in = ParameterIn.QUERY,
            name = "top",
            description = "Channels, the strongest; 16 if absent",
            schema = @Schema(type = "integer", minimum = "1", maximum = "1024"))
    @ModelOperation(
            example = "{\"dataset\": \"fashion-sample\", \"split\": \"test\", \"indices\": [0], \"top\": 4}",
            arrays = {"maps"})
    Insight showFeatureMaps(
            @Parameter(example = "demo-backbone") @PathVariable String model,
            @Parameter(example = "layer1") @PathVariable String layer,
            HttpServletRequest request)
            throws IOException {
        ModelVersion version = models.find(model);
        ItemRequest<FeatureMapOptions> input = requests.items(request, version.config(), FeatureMapOptions.class);
        if (input.items().rows() != 1) {
            throw InvalidInputException.field(
                    input.field(), "must be one, not " + input.items().rows());
        }
        return models.use(version, roles -> show(roles, layer, input));
    }

    private Insight show(Roles roles, String layer, ItemRequest<FeatureMapOptions> input) {
        LayerReader layers = Layers.of(roles);
        limits.values(Layers.size(Layers.find(layers, layer)));
        FeatureMaps maps = FeatureMaps.of(
                roles.model(),
                layer,
                layers.activations(input.items(), layer),
                input.options().top());
        return Insight.of(
                        roles.model(),
                        () -> {
                            answers.check(maps.maps());
                            return maps;
                        },
                        "maps",
                        maps.maps())
                .drawn(maps::png);
    }
}
