package io.latentry.registry;

import io.latentry.model.ModelReference;
import org.springframework.stereotype.Service;

/** What other rooms see of the registry. */
@Service
class RegistryService implements ModelRegistry {

    private final Publisher publisher;
    private final Versions versions;
    private final ModelMemory memory;

    RegistryService(Publisher publisher, Versions versions, ModelMemory memory) {
        this.publisher = publisher;
        this.versions = versions;
        this.memory = memory;
    }

    @Override
    public ModelVersion publish(NewVersion version) {
        return publisher.publish(version);
    }

    @Override
    public ModelVersion get(ModelReference reference) {
        return versions.get(reference);
    }

    @Override
    public Lease lease(ModelReference reference) {
        return memory.lease(versions.get(reference));
    }
}
