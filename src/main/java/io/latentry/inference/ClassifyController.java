package io.latentry.inference;

import io.latentry.exchange.ItemRequest;
import io.latentry.exchange.Limits;
import io.latentry.exchange.ModelOperation;
import io.latentry.exchange.Models;
import io.latentry.exchange.Models.Roles;
import io.latentry.exchange.RequestReader;
import io.latentry.exchange.TensorTypes;
import io.latentry.model.Classifier;
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

/** Tells what items are. */
@RestController
@Tag(name = "Inference")
class ClassifyController {

    private final Models models;
    private final RequestReader requests;
    private final Limits limits;

    ClassifyController(Models models, RequestReader requests, Limits limits) {
        this.limits = limits;
        this.models = models;
        this.requests = requests;
    }

    @PostMapping(
            path = "/v1/models/{model}/classify",
            produces = {TensorTypes.JSON, TensorTypes.NPY})
    @Operation(
            summary = "Classify items",
            description =
                    "Answers the most probable classes of every item, `{class, label, probability}`, the most probable"
                            + " first; as NPY the probabilities of all classes, `[items, classes]`.")
    @Parameter(
            in = ParameterIn.QUERY,
            name = "top",
            description = "Classes to name for every item, at most; 5 if absent",
            schema = @Schema(type = "integer", format = "int32", minimum = "1"))
    @ModelOperation(
            example = "{\"dataset\": \"fashion-sample\", \"split\": \"test\", \"indices\": [0, 1, 2], \"top\": 3}",
            arrays = {"predictions"})
    Answer classify(@Parameter(example = "demo-backbone") @PathVariable String model, HttpServletRequest request)
            throws IOException {
        ModelVersion version = models.find(model);
        ItemRequest<ClassifyOptions> input = requests.items(request, version.config(), ClassifyOptions.class);
        return models.use(version, roles -> classify(roles, version, input));
    }

    private Answer classify(Roles roles, ModelVersion version, ItemRequest<ClassifyOptions> input) {
        limits.values((long) input.items().rows() * version.config().classes().size());
        Tensor probabilities = roles.as(Classifier.class, "classify").classify(input.items());
        List<List<Prediction>> predictions = Prediction.of(
                probabilities, version.config().classes(), input.options().top());
        return Answer.of(roles.model(), "probabilities", probabilities).predicting(predictions);
    }
}
