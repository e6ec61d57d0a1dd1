package io.latentry.inference;

import io.latentry.exchange.ModelOperation;
import io.latentry.exchange.Models;
import io.latentry.exchange.Models.Roles;
import io.latentry.exchange.RequestReader;
import io.latentry.exchange.TensorTypes;
import io.latentry.model.Reconstructor;
import io.latentry.model.Reconstructor.Reconstruction;
import io.latentry.model.Tensor;
import io.latentry.registry.ModelVersion;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Encodes items, decodes them again, and tells how much was lost. */
@RestController
@Tag(name = "Inference")
class ReconstructController {

    private static final List<String> LABELS = List.of("input", "output");

    private final Models models;
    private final RequestReader requests;

    ReconstructController(Models models, RequestReader requests) {
        this.models = models;
        this.requests = requests;
    }

    @PostMapping(
            path = "/v1/models/{model}/reconstruct",
            produces = {TensorTypes.JSON, TensorTypes.NPY, TensorTypes.PNG})
    @Operation(
            summary = "Reconstruct items",
            description = "Answers what is left of every item after encoding and decoding. `errors` is the mean squared"
                    + " error per value (of vectors after standardisation), an anomaly score. The picture shows the"
                    + " input above the output.")
    @ModelOperation(
            example = "{\"dataset\": \"fashion-sample\", \"split\": \"test\", \"indices\": [0, 1, 2]}",
            arrays = {"items", "errors"})
    Answer reconstruct(@Parameter(example = "demo-autoencoder") @PathVariable String model, HttpServletRequest request)
            throws IOException {
        ModelVersion version = models.find(model);
        Tensor items = requests.items(request, version.config(), ReconstructOptions.class)
                .items();
        return models.use(version, roles -> reconstruct(roles, items));
    }

    private static Answer reconstruct(Roles roles, Tensor items) {
        Reconstruction reconstruction =
                roles.as(Reconstructor.class, "reconstruct").reconstruct(items);
        return Answer.of(roles.model(), "items", reconstruction.items())
                .with("errors", reconstruction.errors())
                .drawn(roles.shape(), Drawing.layers(LABELS, items, reconstruction.items()));
    }

    /** There are none. */
    record ReconstructOptions() {}
}
