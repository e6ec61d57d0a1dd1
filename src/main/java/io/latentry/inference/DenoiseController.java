package io.latentry.inference;

import io.latentry.exchange.ItemRequest;
import io.latentry.exchange.ModelOperation;
import io.latentry.exchange.Models;
import io.latentry.exchange.Models.Roles;
import io.latentry.exchange.RequestReader;
import io.latentry.exchange.TensorTypes;
import io.latentry.model.Denoiser;
import io.latentry.model.Noise;
import io.latentry.model.Tensor;
import io.latentry.registry.ModelVersion;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Removes noise from items, and adds it first if asked to. */
@RestController
@Tag(name = "Inference")
class DenoiseController {

    private static final List<String> LABELS = List.of("noisy", "restored");
    private static final List<String> LABELS_OF_THREE = List.of("clean", "noisy", "restored");

    private final Models models;
    private final RequestReader requests;

    DenoiseController(Models models, RequestReader requests) {
        this.models = models;
        this.requests = requests;
    }

    @PostMapping(
            path = "/v1/models/{model}/denoise",
            produces = {TensorTypes.JSON, TensorTypes.NPY, TensorTypes.PNG})
    @Operation(
            summary = "Denoise items",
            description = "Answers the items without their noise. With `noise`, the items are taken as clean and made"
                    + " noisy first, to show what the model restores; the JSON answer holds them as `noisy`. The picture"
                    + " shows clean above noisy above denoised items.")
    @Parameter(
            in = ParameterIn.QUERY,
            name = "noise.kind",
            description = "gaussian adds N(0, level²), masking sets a fraction to 0, salt-and-pepper to an extreme",
            schema =
                    @Schema(
                            type = "string",
                            allowableValues = {"gaussian", "masking", "salt-and-pepper"}))
    @Parameter(
            in = ParameterIn.QUERY,
            name = "noise.level",
            description = "The standard deviation, up to 10, or the fraction, up to 1",
            schema = @Schema(type = "number"))
    @Parameter(
            in = ParameterIn.QUERY,
            name = "seed",
            description = "Of the noise; random if absent",
            schema = @Schema(type = "integer", format = "int64"))
    @ModelOperation(
            example = "{\"dataset\": \"fashion-sample\", \"split\": \"test\", \"indices\": [0, 1, 2],"
                    + " \"noise\": {\"kind\": \"gaussian\", \"level\": 0.5}, \"seed\": 7}",
            arrays = {"items", "noisy"})
    Answer denoise(@Parameter(example = "demo-denoiser") @PathVariable String model, HttpServletRequest request)
            throws IOException {
        ModelVersion version = models.find(model);
        ItemRequest<DenoiseOptions> input = requests.items(request, version.config(), DenoiseOptions.class);
        DenoiseOptions options = input.options();
        return models.use(
                version,
                roles -> options.noise()
                        .map(noise -> restore(roles, input.items(), noise, options.seed()))
                        .orElseGet(() -> denoise(roles, input.items())));
    }

    private static Answer denoise(Roles roles, Tensor noisy) {
        Tensor denoised = roles.as(Denoiser.class, "denoise").denoise(noisy);
        return Answer.of(roles.model(), "items", denoised)
                .drawn(roles.shape(), Drawing.layers(LABELS, noisy, denoised));
    }

    private static Answer restore(Roles roles, Tensor clean, Noise noise, long seed) {
        Denoiser denoiser = roles.as(Denoiser.class, "denoise");
        Tensor noisy = denoiser.corrupt(clean, noise, seed);
        Tensor denoised = denoiser.denoise(noisy);
        return Answer.of(roles.model(), "items", denoised)
                .with("noisy", noisy)
                .seeded(seed)
                .drawn(roles.shape(), Drawing.layers(LABELS_OF_THREE, clean, noisy, denoised));
    }
}
