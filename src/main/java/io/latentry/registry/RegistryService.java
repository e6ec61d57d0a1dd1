package io.latentry.registry;

import io.latentry.model.ModelReference;
import java.nio.file.Path;
import java.util.List;
import org.springframework.stereotype.Service;

/** What other rooms see of the registry. */
@Service
class RegistryService implements ModelRegistry {

    private final Publisher publisher;
    private final Versions versions;
    private final ModelMemory memory;
    private final BlobStore blobs;
    private final ArtifactImport imports;

    RegistryService(
            Publisher publisher, Versions versions, ModelMemory memory, BlobStore blobs, ArtifactImport imports) {
        this.publisher = publisher;
        this.versions = versions;
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
    public List<Path> files(ModelVersion version) {
        return version.blobs().stream().map(blobs::path).toList();
    }

    @Override
    public Lease lease(ModelReference reference) {
        return memory.lease(versions.get(reference));
    }
}
