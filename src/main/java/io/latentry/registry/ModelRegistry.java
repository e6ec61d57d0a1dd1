package io.latentry.registry;

import io.latentry.model.ModelReference;

/** Keeps models: publishes versions, finds them, and has them loaded when they are used. */
public interface ModelRegistry {

    /** Publishes a version, once per {@link NewVersion#origin()}; joins the caller's transaction. */
    ModelVersion publish(NewVersion version);

    /**
     * Returns a version.
     *
     * @throws io.latentry.model.NotFoundException if there is no such model, version or alias
     */
    ModelVersion get(ModelReference reference);

    /**
     * Returns a version in memory, loading it first if need be; it stays there until the lease is closed.
     *
     * @throws io.latentry.model.NotFoundException if there is no such model, version or alias
     * @throws io.latentry.model.RetryLaterException if there is no room in memory now
     */
    Lease lease(ModelReference reference);
}
