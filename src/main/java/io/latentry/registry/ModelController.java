package io.latentry.registry;

import io.latentry.model.ModelReference;
import io.latentry.model.Names;
import io.latentry.web.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Models over HTTP. */
@RestController
@RequestMapping("/v1/models")
@Tag(name = "Models", description = "What was learned: versions, aliases, cards and artifacts")
class ModelController {

    private final Versions versions;
    private final VersionTable table;
    private final ModelAdministration administration;
    private final ModelViews views;

    ModelController(Versions versions, VersionTable table, ModelAdministration administration, ModelViews views) {
        this.versions = versions;
        this.table = table;
        this.administration = administration;
        this.views = views;
    }

    @GetMapping
    @Operation(
            summary = "List models",
            description = "The newest version of each model, by name; with `dataset`, the newest that learned from it.")
    @ApiResponse(responseCode = "200", description = "A page of models")
    @ApiResponse(responseCode = "400", description = "The limit is out of range, or the dataset's name is none")
    Page<ModelView> listModels(
            @Parameter(description = "The name of the last model of the page before") @RequestParam(defaultValue = "")
                    String after,
            @Parameter(description = "Models per page, 1 to 500", example = "50") @RequestParam(defaultValue = "50")
                    int limit,
            @Parameter(description = "Only models that learned from the dataset of this name")
                    @RequestParam(required = false)
                    @Nullable String dataset) {
        int count = Page.checkLimit(limit) + 1;
        List<ModelVersion> found = dataset == null
                ? table.newest(after, count)
                : table.newestFrom(Names.check("dataset", dataset), after, count);
        return page(found, limit, ModelView::name);
    }

    @GetMapping("/{model}")
    @Operation(
            summary = "Show a model",
            description = "`name` is its newest version; `name@3` and `name@alias` are others.")
    @ApiResponse(responseCode = "200", description = "The version")
    @ApiResponse(responseCode = "404", description = "There is no such model, version or alias (`model-not-found`)")
    ModelView getModel(@Parameter(example = "demo-vae") @PathVariable String model) {
        return views.of(versions.get(ModelReference.parse(model)));
    }

    @GetMapping("/{name}/versions")
    @Operation(summary = "List a model's versions", description = "Newest first.")
    @ApiResponse(responseCode = "200", description = "A page of versions")
    @ApiResponse(responseCode = "400", description = "The limit is out of range")
    @ApiResponse(responseCode = "404", description = "There is no such model (`model-not-found`)")
    Page<ModelView> listVersions(
            @Parameter(example = "demo-vae") @PathVariable String name,
            @Parameter(description = "The number of the last version of the page before")
                    @RequestParam(required = false)
                    @Nullable Integer after,
            @Parameter(description = "Versions per page, 1 to 500", example = "50") @RequestParam(defaultValue = "50")
                    int limit) {
        versions.get(ModelReference.parse(name));
        return page(
                table.versions(name, Objects.requireNonNullElse(after, Integer.MAX_VALUE), Page.checkLimit(limit) + 1),
                limit,
                view -> Integer.toString(view.version()));
    }

    @DeleteMapping("/{model}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Delete a model or a version",
            description =
                    "`name` deletes all versions and aliases, `name@3` that version. Running requests are finished."
                            + " A number is never given again. POST /v1/demo brings demo models back.")
    @ApiResponse(responseCode = "204", description = "It is deleted")
    @ApiResponse(responseCode = "404", description = "There is no such model, version or alias (`model-not-found`)")
    @ApiResponse(responseCode = "409", description = "An alias points to that version (`alias-in-use`)")
    void deleteModel(@Parameter(example = "my-vae@1") @PathVariable String model) {
        administration.delete(ModelReference.parse(model));
    }

    private Page<ModelView> page(List<ModelVersion> found, int limit, Function<ModelView, String> key) {
        return Page.of(found.stream().map(views::of).toList(), limit, key);
    }
}
