package io.latentry.registry;

import io.latentry.model.ModelCard;
import io.latentry.model.ModelReference;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** How a version came to be, for programs and for people. */
@RestController
@RequestMapping("/v1/models/{model}/card")
@Tag(name = "Models")
class CardController {

    private final Versions versions;
    private final CardMarkdown markdown;

    CardController(Versions versions, CardMarkdown markdown) {
        this.versions = versions;
        this.markdown = markdown;
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Show a model's card",
            description = "How the version came to be, as JSON, or as Markdown with `Accept: text/markdown`. Of a model"
                    + " trained here, `metrics` has `evaluation.…` beside the same of the values themselves"
                    + " (`evaluation.raw.…`, of rows also `evaluation.standardised.…`, in deviations of their"
                    + " columns over the training split), of as many principal components (`evaluation.pca.…`)"
                    + " and, for a denoiser, of the best linear one (`evaluation.linear.…`): accuracies of a"
                    + " linear probe and of the five nearest neighbours, the mean squared error of"
                    + " reconstructions. `notes` says on how many items these were measured, and what was not"
                    + " compared and why; all items are used where that takes less than some 30 seconds."
                    + " `warnings` has a sentence for each floor that the model is below: an autoencoder principal"
                    + " components of its code size in test MSE, a VAE with a Gaussian likelihood probabilistic"
                    + " ones in −log p(x), a denoiser the best linear one, a classifier a linear probe and the"
                    + " most frequent class; and for each layer where more than a tenth of the units have one"
                    + " value for all test items. Of PCA, `train.explainedVariance.1` and so on are the shares of"
                    + " the data's variance that the first 64 components explain, `train.explainedVariance` that"
                    + " of all of them together.")
    @ApiResponse(
            responseCode = "200",
            description = "The card",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                        schema = @Schema(implementation = ModelCard.class)),
                @Content(mediaType = MediaType.TEXT_MARKDOWN_VALUE, schema = @Schema(type = "string"))
            })
    @ApiResponse(responseCode = "404", description = "There is no such model, version or alias (`model-not-found`)")
    @ApiResponse(responseCode = "406", description = "Neither JSON nor Markdown is accepted")
    ModelCard getCard(@Parameter(example = "demo-vae") @PathVariable String model) {
        return versions.get(ModelReference.parse(model)).card();
    }

    @GetMapping(produces = MediaType.TEXT_MARKDOWN_VALUE)
    @Operation(hidden = true)
    String getMarkdown(@PathVariable String model) {
        return markdown.write(versions.get(ModelReference.parse(model)));
    }
}
