package io.latentry.registry;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Names for versions, such as {@code production}. */
@RestController
@RequestMapping("/v1/models/{name}/aliases/{alias}")
@Tag(name = "Models")
class AliasController {

    private final ModelAdministration administration;
    private final ModelViews views;

    AliasController(ModelAdministration administration, ModelViews views) {
        this.administration = administration;
        this.views = views;
    }

    @PutMapping
    @Operation(
            summary = "Point an alias at a version",
            description = "`name@alias` addresses it from now on, also if the alias pointed elsewhere before.")
    @ApiResponse(responseCode = "200", description = "The version")
    @ApiResponse(responseCode = "400", description = "The alias is not a name, or is a number")
    @ApiResponse(responseCode = "404", description = "There is no such model or version (`model-not-found`)")
    ModelView putAlias(
            @Parameter(example = "demo-vae") @PathVariable String name,
            @Parameter(example = "production") @PathVariable String alias,
            @Valid @RequestBody Target target) {
        return views.of(administration.point(name, alias, target.version()));
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Remove an alias", description = "The version stays.")
    @ApiResponse(responseCode = "204", description = "It is removed")
    @ApiResponse(responseCode = "404", description = "There is no such alias (`alias-not-found`)")
    void deleteAlias(
            @Parameter(example = "demo-vae") @PathVariable String name,
            @Parameter(example = "production") @PathVariable String alias) {
        administration.removeAlias(name, alias);
    }

    /** Where an alias points. */
    @Schema(name = "AliasTarget")
    record Target(
            @Schema(description = "The number of a version", example = "1") @NotNull @Min(1) Integer version) {}
}
