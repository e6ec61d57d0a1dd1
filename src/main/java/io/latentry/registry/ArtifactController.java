package io.latentry.registry;

import io.latentry.model.ModelReference;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.UUID;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Models out and in, as files. */
@RestController
@RequestMapping("/v1/models")
@Tag(name = "Models")
class ArtifactController {

    private static final String ZIP = "application/zip";

    private final Versions versions;
    private final VerifiedLoader loader;
    private final ArtifactWriter writer;
    private final ArtifactImport artifacts;
    private final ModelViews views;

    ArtifactController(
            Versions versions,
            VerifiedLoader loader,
            ArtifactWriter writer,
            ArtifactImport artifacts,
            ModelViews views) {
        this.versions = versions;
        this.loader = loader;
        this.writer = writer;
        this.artifacts = artifacts;
        this.views = views;
    }

    @GetMapping(path = "/{model}/artifact", produces = ZIP)
    @Operation(
            summary = "Export a model",
            description = "A ZIP of `README.md` (the card), `config.json`, `card.json`, `metrics.json` and"
                    + " `model.safetensors`; the same bytes at any time. `POST /v1/models` takes it in again.")
    @ApiResponse(
            responseCode = "200",
            description = "The artifact",
            content = @Content(mediaType = ZIP, schema = @Schema(type = "string", format = "binary")))
    @ApiResponse(
            responseCode = "404",
            description = "There is no such model, version or alias (`model-not-found`)",
            content = @Content)
    @ApiResponse(
            responseCode = "500",
            description = "Its stored weights are damaged (`weights-corrupt`)",
            content = @Content)
    void exportModel(@Parameter(example = "demo-vae") @PathVariable String model, HttpServletResponse response)
            throws IOException {
        ModelVersion version = versions.get(ModelReference.parse(model));
        try (PinnedBlobs weights = loader.open(version)) {
            response.setContentType(ZIP);
            response.setHeader(
                    HttpHeaders.CONTENT_DISPOSITION,
                    ContentDisposition.attachment()
                            .filename(version.name() + "-" + version.version() + ".zip")
                            .build()
                            .toString());
            writer.write(version, weights, response.getOutputStream());
        }
    }

    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Operation(
            summary = "Import a model",
            description =
                    "Takes in, as a new version of `name`, one of: an artifact that this product exported; published"
                            + " weights as a ZIP of `config.json` and `model.safetensors`, as timm and Hugging Face lay"
                            + " them out; or a bare `.safetensors` file, of which `architecture` says what network it is;"
                            + " or, where the operator has set `latentry.models.torch-files`, a file of `torch.jit.save`"
                            + " or `torch.save`, likewise. It is the body itself, or the part `file` of a form. Every part"
                            + " of it is checked first.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = {
                                @Content(
                                        mediaType = MediaType.MULTIPART_FORM_DATA_VALUE,
                                        schema = @Schema(implementation = Upload.class)),
                                @Content(mediaType = ZIP, schema = @Schema(type = "string", format = "binary")),
                                @Content(
                                        mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
                                        schema = @Schema(type = "string", format = "binary"))
                            }))
    @ApiResponse(responseCode = "201", description = "The version, published")
    @ApiResponse(
            responseCode = "400",
            description = "The file is not what it should be (`invalid-artifact`, `invalid-weights`, `invalid-config`)")
    @ApiResponse(responseCode = "413", description = "The file exceeds a limit (`artifact-too-large`)")
    @ApiResponse(responseCode = "415", description = "The body is of another media type")
    ResponseEntity<ModelView> importModel(
            @Parameter(description = "The model's name", example = "my-import") @RequestParam String name,
            @RequestPart MultipartFile file,
            @ParameterObject PublishedOptions options)
            throws IOException {
        try (InputStream input = file.getInputStream()) {
            return publish(name, input, options);
        }
    }

    /** The file of a form, for the description of the API only. */
    @Schema(name = "ModelUpload", requiredProperties = "file")
    private record Upload(MultipartFile file) {}

    @PostMapping(consumes = {ZIP, MediaType.APPLICATION_OCTET_STREAM_VALUE})
    @Operation(hidden = true)
    ResponseEntity<ModelView> importBody(
            @RequestParam String name, @ParameterObject PublishedOptions options, InputStream body) throws IOException {
        return publish(name, body, options);
    }

    private ResponseEntity<ModelView> publish(String name, InputStream input, PublishedOptions options)
            throws IOException {
        ModelVersion version = artifacts.publish(name, "import:" + UUID.randomUUID(), input, options);
        return ResponseEntity.created(URI.create("/v1/models/" + version.reference()))
                .body(views.of(version));
    }
}
