package io.latentry.inspection;

import io.latentry.core.error.ImpossibleException;
import io.latentry.model.LayerReader;
import io.latentry.model.LayerReader.NamedLayer;
import io.latentry.model.ModelReference;
import io.latentry.registry.Lease;
import io.latentry.registry.ModelRegistry;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Names the layers that codes can be taken from. */
@RestController
@Tag(name = "Inspection")
class LayerController {

    private final ModelRegistry registry;

    LayerController(ModelRegistry registry) {
        this.registry = registry;
    }

    /**
     * The layers of a model's encoder.
     *
     * @param model whose they are
     * @param items in the order of computation
     */
    @Schema(name = "Layers")
    record Layers(String model, List<NamedLayer> items) {}

    @GetMapping("/v1/models/{model}/layers")
    @Operation(
            summary = "List a model's layers",
            description = "The layers of the encoder with the shape of what each makes of one item, in the order of"
                    + " computation. `encode` takes any of them as `layer`, and `fine-tune` as `freeze`, where layers learn"
                    + " by gradients. PCA has `centred` items and `components`, a dictionary `atoms`; what these make of"
                    + " an item is its code.")
    @ApiResponse(responseCode = "200", description = "The layers")
    @ApiResponse(responseCode = "404", description = "There is no such model, version or alias (`model-not-found`)")
    @ApiResponse(responseCode = "422", description = "The model has no layers to show (`capability-unsupported`)")
    @ApiResponse(responseCode = "503", description = "It takes long to load (`model-loading`)")
    Layers listLayers(@Parameter(example = "demo-autoencoder") @PathVariable String model) {
        try (Lease lease = registry.lease(ModelReference.parse(model))) {
            String reference = lease.version().reference();
            LayerReader layers = lease.network()
                    .as(LayerReader.class)
                    .orElseThrow(() -> new ImpossibleException(
                            "capability-unsupported",
                            reference + " has no layers to show",
                            Map.of("capabilities", lease.version().config().capabilities())));
            return new Layers(reference, layers.layers());
        }
    }
}
