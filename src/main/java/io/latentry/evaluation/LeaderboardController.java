package io.latentry.evaluation;

import io.latentry.core.error.NotFoundException;
import io.latentry.dataset.Dataset;
import io.latentry.dataset.DatasetCatalog;
import io.latentry.model.ModelReference;
import io.latentry.model.Names;
import io.latentry.registry.ModelRegistry;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Ranks what was measured on a dataset. */
@RestController
@Tag(name = "Evaluation")
class LeaderboardController {

    private final DatasetCatalog datasets;
    private final ModelRegistry registry;
    private final EvaluationStore store;

    LeaderboardController(DatasetCatalog datasets, ModelRegistry registry, EvaluationStore store) {
        this.datasets = datasets;
        this.registry = registry;
        this.store = store;
    }

    @GetMapping("/v1/leaderboards/{dataset}")
    @Operation(
            summary = "Show a dataset's leaderboard",
            description =
                    "All representations ever evaluated on the dataset's contents, the best first for each measure, with"
                            + " links to the models' cards. What was measured twice counts as it came out last; figures of classifiers"
                            + " that learned from different numbers of items stand on boards of their own.")
    @ApiResponse(responseCode = "200", description = "The boards; none if nothing was evaluated")
    @ApiResponse(responseCode = "404", description = "There is no such dataset (`dataset-not-found`)")
    Leaderboard getLeaderboard(
            @Parameter(description = "The dataset's name", example = "fashion-sample") @PathVariable String dataset) {
        Dataset found = datasets.get(Names.check("dataset", dataset));
        Map<String, Optional<String>> known = new HashMap<>();
        Leaderboard.Cards cards =
                reference -> known.computeIfAbsent(reference, this::card).orElse(null);
        return new Leaderboard(found.name(), found.hash(), Leaderboard.boards(store.entries(found.hash()), cards));
    }

    private Optional<String> card(String reference) {
        try {
            registry.get(ModelReference.parse(reference));
            return Optional.of("/v1/models/" + reference + "/card");
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }
}
