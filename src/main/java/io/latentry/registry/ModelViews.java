package io.latentry.registry;

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
                version.card().dataset().name(),
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
                aliases.of(version),
                memory.isLoaded(version),
                version.createdAt());
    }
}
