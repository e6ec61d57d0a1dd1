package io.latentry.inference;

import io.latentry.exchange.Limits;
import io.latentry.exchange.ModelOperation;
import io.latentry.exchange.Models;
import io.latentry.exchange.Models.Roles;
import io.latentry.exchange.RequestReader;
import io.latentry.exchange.TensorTypes;
import io.latentry.model.Sampler;
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

/** Makes new items. */
@RestController
@Tag(name = "Inference")
class SampleController {

    private final Models models;
    private final RequestReader requests;
    private final Limits limits;

    SampleController(Models models, RequestReader requests, Limits limits) {
        this.models = models;
        this.requests = requests;
        this.limits = limits;
    }

    @PostMapping(
            path = "/v1/models/{model}/sample",
            produces = {TensorTypes.JSON, TensorTypes.NPY, TensorTypes.PNG})
    @Operation(
            summary = "Sample new items",
            description = "Draws codes from the prior N(0, temperature² I) and answers the decoder's mean for each.")
    @Parameter(
            in = ParameterIn.QUERY,
            name = "n",
            description = "How many; 16 if absent",
            schema = @Schema(type = "integer", minimum = "1"))
    @Parameter(
            in = ParameterIn.QUERY,
            name = "seed",
            description = "Of the draw; random if absent, and told in the answer",
            schema = @Schema(type = "integer", format = "int64"))
    @Parameter(
            in = ParameterIn.QUERY,
            name = "temperature",
            description = "1, the prior itself, if absent; less gives more typical items",
            schema = @Schema(type = "number", minimum = "0", maximum = "10"))
    @ModelOperation(
            takesItems = false,
            example = "{\"n\": 4, \"seed\": 7, \"temperature\": 1}",
            arrays = {"items"})
    Answer sample(@Parameter(example = "demo-vae") @PathVariable String model, HttpServletRequest request)
            throws IOException {
        ModelVersion version = models.find(model);
        SampleOptions options = requests.options(request, SampleOptions.class);
        limits.option("n", options.n(), 1, version.config());
        return models.use(version, roles -> sample(roles, options));
    }

    private static Answer sample(Roles roles, SampleOptions options) {
        Sampler sampler = roles.as(Sampler.class, "sample");
        Tensor items = sampler.sample(options.n(), options.seed(), options.temperature());
        return Answer.of(roles.model(), "items", items)
                .seeded(options.seed())
                .drawn(roles.shape(), Drawing.grid(items));
    }
}
