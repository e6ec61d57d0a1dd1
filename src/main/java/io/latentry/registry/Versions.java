package io.latentry.registry;

import io.latentry.core.error.NotFoundException;
import io.latentry.model.ModelReference;
import java.util.Optional;
import java.util.OptionalInt;
import org.springframework.stereotype.Component;

/** Finds the version that a reference addresses. */
@Component
class Versions {

    private final VersionTable table;
    private final AliasTable aliases;
    private final FoundVersions found;

    Versions(VersionTable table, AliasTable aliases, FoundVersions found) {
        this.table = table;
        this.aliases = aliases;
        this.found = found;
    }

    ModelVersion get(ModelReference reference) {
        return found.find(reference, this::find).orElseThrow(() -> notFound(reference));
    }

    private Optional<ModelVersion> find(ModelReference reference) {
        String name = reference.name();
        if (reference.selector().isEmpty()) {
            return table.findNewest(name);
        }
        OptionalInt version =
                reference.version().isPresent() ? reference.version() : aliases.find(name, reference.selector());
        return version.isPresent() ? table.find(name, version.getAsInt()) : Optional.empty();
    }

    static NotFoundException notFound(ModelReference reference) {
        return new NotFoundException("model-not-found", "There is no model " + reference);
    }
}
