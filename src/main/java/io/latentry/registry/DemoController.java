package io.latentry.registry;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Brings demo models back. */
@RestController
@Tag(name = "Models")
class DemoController {

    private final DemoModels demos;
    private final ModelViews views;

    DemoController(DemoModels demos, ModelViews views) {
        this.demos = demos;
        this.views = views;
    }

    @PostMapping("/v1/demo")
    @Operation(
            summary = "Restore the demo models",
            description = "Publishes every demo model whose version from the server's own files was deleted, under the"
                    + " model's next number. What is there already, your own versions too, stays as it is, so that this"
                    + " can be repeated.")
    @ApiResponse(responseCode = "200", description = "All demo models")
    Demos restoreDemos() {
        return new Demos(
                DemoModels.all().stream().map(demos::restore).map(views::of).toList());
    }

    /**
     * The demo models.
     *
     * @param items the versions that came with the server
     */
    @Schema(name = "DemoModels")
    record Demos(List<ModelView> items) {}
}
