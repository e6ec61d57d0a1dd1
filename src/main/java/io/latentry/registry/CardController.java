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
            description = "How the version came to be, as JSON, or as Markdown with `Accept: text/markdown`.")
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
