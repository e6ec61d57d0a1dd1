package io.latentry.registry;

import io.latentry.model.ModelReference;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Service;

/** What other rooms see of the registry. */
@Service
class RegistryService implements ModelRegistry {

    private final Publisher publisher;
    private final Versions versions;
    private final VersionTable table;
    private final ModelMemory memory;
    private final BlobStore blobs;
    private final ArtifactImport imports;

    RegistryService(
            Publisher publisher,
            Versions versions,
            VersionTable table,
            ModelMemory memory,
            BlobStore blobs,
            ArtifactImport imports) {
        this.publisher = publisher;
        this.versions = versions;
        this.table = table;
        this.memory = memory;
        this.blobs = blobs;
        this.imports = imports;
    }

    @Override
    public ModelVersion publish(NewVersion version) {
        return publisher.publish(version);
    }

    @Override
    public ModelVersion publish(String name, String origin, ReceivedFile file) {
        return imports.publish(name, origin, file);
    }

    @Override
    public ModelVersion get(ModelReference reference) {
        return versions.get(reference);
    }

    @Override
    public boolean lock(ModelReference reference) {
        table.lock(reference.name());
        return table.find(reference.name(), reference.version().orElseThrow()).isPresent();
    }

    @Override
    public boolean holds(List<String> hashes) {
        return hashes.stream().allMatch(blobs::isReferenced);
    }

    @Override
    public Set<String> jobsOnCards() {
        return table.jobsOnCards();
    }

    @Override
    public List<Path> files(ModelVersion version) {
        return version.blobs().stream().map(blobs::path).toList();
    }

    @Override
    public boolean isLoaded(ModelVersion version) {
        return memory.isLoaded(version);
    }

    @Override
    public Lease lease(ModelReference reference) {
        return memory.lease(versions.get(reference));
    }
}
