package io.latentry.inference;

import io.latentry.exchange.ItemRequest;
import io.latentry.exchange.Limits;
import io.latentry.exchange.ModelOperation;
import io.latentry.exchange.Models;
import io.latentry.exchange.Models.Roles;
import io.latentry.exchange.RequestReader;
import io.latentry.exchange.TensorTypes;
import io.latentry.model.Encoder;
import io.latentry.model.LayerReader;
import io.latentry.model.Posterior;
import io.latentry.model.Tensor;
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

/** Turns items into codes. */
@RestController
@Tag(name = "Inference")
class EncodeController {

    private final Models models;
    private final RequestReader requests;
    private final Limits limits;

    EncodeController(Models models, RequestReader requests, Limits limits) {
        this.models = models;
        this.limits = limits;
        this.requests = requests;
    }

    @PostMapping(
            path = "/v1/models/{model}/encode",
            produces = {TensorTypes.JSON, TensorTypes.NPY})
    @Operation(
            summary = "Encode items",
            description =
                    "Answers the code (embedding) of every item; a VAE's is the mean of its posterior, a classifier's"
                            + " are its features. With `layer`, the output of any layer of the encoder instead.")
    @Parameter(
            in = ParameterIn.QUERY,
            name = "logVariances",
            description = "VAE: adds the posterior's log-variances to the JSON answer",
            schema = @Schema(type = "boolean"))
    @Parameter(
            in = ParameterIn.QUERY,
            name = "sample",
            description = "VAE: draws codes from the posterior, instead of taking its mean",
            schema = @Schema(type = "boolean"))
    @Parameter(
            in = ParameterIn.QUERY,
            name = "seed",
            description = "Of that draw; random if absent",
            schema = @Schema(type = "integer", format = "int64"))
    @Parameter(
            in = ParameterIn.QUERY,
            name = "layer",
            description = "Answers this layer's output, one of those that GET /v1/models/{model}/layers names",
            schema = @Schema(type = "string"))
    @Parameter(
            in = ParameterIn.QUERY,
            name = "pool",
            description =
                    "Of a layer: its shape as it is, all values in a row, or the mean over height and width; as it is if absent",
            schema =
                    @Schema(
                            type = "string",
                            allowableValues = {"none", "flatten", "mean"}))
    @ModelOperation(
            example = "{\"dataset\": \"fashion-sample\", \"split\": \"test\", \"indices\": [0, 1, 2]}",
            arrays = {"codes", "logVariances"})
    Answer encode(@Parameter(example = "demo-vae") @PathVariable String model, HttpServletRequest request)
            throws IOException {
        ModelVersion version = models.find(model);
        ItemRequest<EncodeOptions> input = requests.items(request, version.config(), EncodeOptions.class);
        return models.use(version, roles -> encode(roles, input.items(), input.options()));
    }

    private Answer encode(Roles roles, Tensor items, EncodeOptions options) {
        if (options.layer().isPresent()) {
            return layer(roles, items, options.layer().get(), options.pool());
        }
        Answer answer = options.sample() ? draw(roles, items, options.seed()) : mean(roles, items);
        if (!options.logVariances()) {
            return answer;
        }
        Posterior posterior = roles.as(Posterior.class, "tell log-variances");
        return answer.with("logVariances", posterior.logVariance(items));
    }

    private Answer layer(Roles roles, Tensor items, String name, LayerPool pool) {
        LayerReader layers = roles.as(LayerReader.class, "show layers");
        layers.layers().stream()
                .filter(layer -> layer.name().equals(name))
                .forEach(layer -> limits.values(
                        (long) items.rows() * layer.shape().stream().reduce(1, Math::multiplyExact)));
        return Answer.of(roles.model(), "codes", pool.apply(layers.activations(items, name)));
    }

    private static Answer mean(Roles roles, Tensor items) {
        Encoder encoder = roles.as(Encoder.class, "encode");
        return Answer.of(roles.model(), "codes", encoder.encode(items));
    }

    private static Answer draw(Roles roles, Tensor items, long seed) {
        Posterior posterior = roles.as(Posterior.class, "draw codes");
        return Answer.of(roles.model(), "codes", posterior.draw(items, seed)).seeded(seed);
    }
}
