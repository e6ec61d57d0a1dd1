package io.latentry.registry;

import io.latentry.storage.OrphanSweep;
import io.latentry.storage.StoreStart;
import jakarta.annotation.PostConstruct;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Makes the rows of models from their descriptions where the database is new, and the descriptions from the rows otherwise. */
@Component
class ModelAdoption {

    private static final Logger LOG = LoggerFactory.getLogger(ModelAdoption.class);

    private final VersionTable table;
    private final AliasTable aliases;
    private final ModelDescriptions descriptions;
    private final DescriptionFiles files;
    private final BlobStore blobs;
    private final StoreStart start;

    ModelAdoption(
            VersionTable table,
            AliasTable aliases,
            ModelDescriptions descriptions,
            DescriptionFiles files,
            BlobStore blobs,
            StoreStart start) {
        this.table = table;
        this.aliases = aliases;
        this.descriptions = descriptions;
        this.files = files;
        this.blobs = blobs;
        this.start = start;
    }

    @PostConstruct
    void reconcile() {
        if (start.adopting()) {
            adopt();
        } else {
            describe();
        }
    }

    private void describe() {
        Set<Path> known = new HashSet<>();
        for (String name : table.lastVersions().keySet()) {
            descriptions.describe(name);
            known.add(files.of(name));
            table.origins(name).forEach((number, origin) -> {
                Path file = files.of(name, number);
                known.add(file);
                if (Files.notExists(file)) {
                    files.write(
                            file,
                            new VersionDescription(
                                    origin, table.find(name, number).orElseThrow()));
                }
            });
        }
        new OrphanSweep(start).sweep("models", files.list(), known::contains);
    }

    private void adopt() {
        List<VersionDescription> versions = files.versions();
        List<ModelDescription> models = files.models();
        Map<String, Integer> last = new HashMap<>();
        models.forEach(model -> last.merge(model.name(), model.lastVersion(), Math::max));
        versions.forEach(
                each -> last.merge(each.version().name(), each.version().version(), Math::max));
        last.forEach(table::insertModel);
        for (VersionDescription each : versions) {
            table.insert(each.version(), each.origin());
            warnIfIncomplete(each.version());
        }
        models.forEach(this::point);
        LOG.info("Adopted {} versions of {} models", versions.size(), last.size());
    }

    private void point(ModelDescription model) {
        model.aliases()
                .forEach((alias, number) -> table.find(model.name(), number)
                        .ifPresentOrElse(
                                version -> aliases.put(version, alias),
                                () -> LOG.warn("The alias {}@{} points to no version", model.name(), alias)));
    }

    private void warnIfIncomplete(ModelVersion version) {
        List<String> missing = version.blobs().stream()
                .filter(hash -> Files.notExists(blobs.path(hash)))
                .toList();
        if (!missing.isEmpty()) {
            LOG.warn("{} is adopted without its weights: {} are missing", version.reference(), missing);
        }
    }
}
