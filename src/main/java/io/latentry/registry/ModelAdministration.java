package io.latentry.registry;

import io.latentry.core.error.ConflictException;
import io.latentry.core.error.InvalidInputException;
import io.latentry.core.error.NotFoundException;
import io.latentry.model.ModelReference;
import io.latentry.model.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Names and removes what is there. */
@Component
class ModelAdministration {

    private static final Pattern DIGITS = Pattern.compile("[0-9]+");

    private final Versions versions;
    private final VersionTable table;
    private final AliasTable aliases;
    private final ModelMemory memory;
    private final BlobStore blobs;
    private final ModelDescriptions descriptions;
    private final List<ModelGuard> guards;
    private final TransactionTemplate transaction;

    ModelAdministration(
            Versions versions,
            VersionTable table,
            AliasTable aliases,
            ModelMemory memory,
            BlobStore blobs,
            ModelDescriptions descriptions,
            List<ModelGuard> guards,
            TransactionTemplate transaction) {
        this.versions = versions;
        this.table = table;
        this.aliases = aliases;
        this.memory = memory;
        this.blobs = blobs;
        this.descriptions = descriptions;
        this.guards = List.copyOf(guards);
        this.transaction = transaction;
    }

    /** Points an alias at a version, wherever it pointed before. */
    ModelVersion point(String name, String alias, int number) {
        Names.check("name", name);
        if (DIGITS.matcher(Names.check("alias", alias)).matches()) {
            throw InvalidInputException.field("alias", "must not be a number: name@3 addresses version 3");
        }
        return Objects.requireNonNull(transaction.execute(status -> {
            table.lock(name);
            ModelVersion version = versions.get(new ModelReference(name, Integer.toString(number)));
            aliases.put(version, alias);
            descriptions.update(name);
            return version;
        }));
    }

    /** Removes an alias; the version stays. */
    void removeAlias(String name, String alias) {
        if (!Objects.requireNonNull(transaction.execute(status -> deleteAlias(name, alias)))) {
            throw new NotFoundException("alias-not-found", "There is no alias " + name + "@" + alias);
        }
    }

    private boolean deleteAlias(String name, String alias) {
        table.lock(name);
        boolean deleted = aliases.delete(name, alias);
        if (deleted) {
            descriptions.update(name);
        }
        return deleted;
    }

    /**
     * Deletes a model with all its versions and aliases if a bare name is given, and one version otherwise. Running
     * requests are finished first, by what they have in memory.
     *
     * @throws ConflictException if an alias points to that one version, or something needs what would be deleted
     */
    void delete(ModelReference reference) {
        List<ModelVersion> deleted = new ArrayList<>();
        try {
            transaction.executeWithoutResult(status -> {
                table.lock(reference.name());
                deleted.addAll(reference.selector().isEmpty() ? deleteAll(reference) : deleteOne(reference));
            });
            deleted.forEach(memory::unload);
        } finally {
            // A transaction that failed may be committed all the same.
            deleted.forEach(version -> version.blobs().forEach(blobs::deleteIfUnused));
        }
    }

    private List<ModelVersion> deleteAll(ModelReference reference) {
        List<ModelVersion> all = table.versions(reference.name(), Integer.MAX_VALUE, Integer.MAX_VALUE);
        if (all.isEmpty()) {
            throw Versions.notFound(reference);
        }
        all.forEach(this::requireUnused);
        aliases.deleteAll(reference.name());
        all.forEach(table::delete);
        descriptions.update(reference.name());
        all.forEach(descriptions::remove);
        return all;
    }

    private List<ModelVersion> deleteOne(ModelReference reference) {
        ModelVersion version = versions.get(reference);
        List<String> pointing = aliases.of(version);
        if (!pointing.isEmpty()) {
            throw new ConflictException(
                    "alias-in-use",
                    "%s has the alias %s; remove it or point it elsewhere first"
                            .formatted(version.reference(), String.join(", ", pointing)));
        }
        requireUnused(version);
        table.delete(version);
        descriptions.remove(version);
        return List.of(version);
    }

    private void requireUnused(ModelVersion version) {
        for (ModelGuard guard : guards) {
            guard.usedBy(version).ifPresent(user -> {
                throw new ConflictException("model-in-use", version.reference() + " is needed by " + user);
            });
        }
    }
}
