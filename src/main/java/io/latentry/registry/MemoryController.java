package io.latentry.registry;

import io.latentry.model.ModelReference;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Loading and unloading on demand. */
@RestController
@RequestMapping("/v1/models/{model}")
@Tag(name = "Models")
class MemoryController {

    private final Versions versions;
    private final ModelMemory memory;
    private final ModelViews views;

    MemoryController(Versions versions, ModelMemory memory, ModelViews views) {
        this.versions = versions;
        this.memory = memory;
        this.views = views;
    }

    @PostMapping("/load")
    @Operation(
            summary = "Load a model into memory",
            description = "So that its first request need not wait. Others make room if they are idle.")
    @ApiResponse(responseCode = "200", description = "It is in memory")
    @ApiResponse(responseCode = "404", description = "There is no such model, version or alias (`model-not-found`)")
    @ApiResponse(responseCode = "422", description = "It exceeds the memory budget (`model-too-large`)")
    @ApiResponse(responseCode = "500", description = "Its stored weights are damaged (`weights-corrupt`)")
    @ApiResponse(
            responseCode = "503",
            description = "Models in use leave no room (`memory-busy`), or it takes long to load (`model-loading`)")
    ModelView loadModel(@Parameter(example = "demo-vae") @PathVariable String model) {
        ModelVersion version = versions.get(ModelReference.parse(model));
        try (Lease lease = memory.lease(version)) {
            return views.of(lease.version());
        }
    }

    @PostMapping("/unload")
    @Operation(
            summary = "Take a model out of memory",
            description = "Running requests are finished; the next one loads it again.")
    @ApiResponse(responseCode = "200", description = "It is not in memory, or goes with its last running request")
    @ApiResponse(responseCode = "404", description = "There is no such model, version or alias (`model-not-found`)")
    ModelView unloadModel(@Parameter(example = "demo-vae") @PathVariable String model) {
        ModelVersion version = versions.get(ModelReference.parse(model));
        memory.unload(version);
        return views.of(version);
    }
}
