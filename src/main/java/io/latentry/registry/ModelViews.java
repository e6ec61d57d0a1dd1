package io.latentry.registry;

import io.latentry.model.ModelCard;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Shows versions. */
@Component
class ModelViews {

    private final AliasTable aliases;
    private final ModelMemory memory;

    ModelViews(AliasTable aliases, ModelMemory memory) {
        this.aliases = aliases;
        this.memory = memory;
    }

    ModelView of(ModelVersion version) {
        return new ModelView(
                version.reference(),
                version.name(),
                version.version(),
                version.config().method(),
                datasetOf(version),
                version.card().parent(),
                version.card().frozen(),
                version.config().capabilities(),
                version.config().itemShape(),
                version.config().codeShape(),
                version.config().parameters(),
                version.config().classes(),
                version.bytes(),
                version.weights(),
                version.card().metrics(),
                version.card().warnings(),
                aliases.of(version),
                memory.isLoaded(version),
                version.createdAt());
    }

    private static @Nullable String datasetOf(ModelVersion version) {
        ModelCard.Dataset dataset = version.card().dataset();
        return dataset == null ? null : dataset.name();
    }
}
