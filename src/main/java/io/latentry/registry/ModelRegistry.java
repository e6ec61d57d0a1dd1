package io.latentry.registry;

import io.latentry.model.ModelReference;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Keeps models: publishes versions, finds them, and has them loaded when they are used. */
public interface ModelRegistry {

    /** Publishes a version, once per {@link NewVersion#origin()}; joins the caller's transaction. */
    ModelVersion publish(NewVersion version);

    /**
     * Publishes what came from elsewhere as a version, likewise.
     *
     * @param name of the model
     * @param origin as in {@link NewVersion#origin()}
     * @throws io.latentry.core.error.InvalidInputException if the file is not one that can be imported
     * @throws io.latentry.core.error.TooLargeException if it exceeds a limit
     */
    ModelVersion publish(String name, String origin, ReceivedFile file);

    /**
     * Returns a version.
     *
     * @throws io.latentry.core.error.NotFoundException if there is no such model, version or alias
     */
    ModelVersion get(ModelReference reference);

    /**
     * Keeps a version from being deleted until the caller's transaction ends.
     *
     * @param reference of a version, such as {@code name@3}
     * @return false if it has been deleted
     */
    boolean lock(ModelReference reference);

    /**
     * Whether some version still has each of these files.
     *
     * @param blobs SHA-256 of each, hexadecimal
     */
    boolean holds(List<String> blobs);

    /** Ids of the jobs that the cards of all versions name. */
    Set<String> jobsOnCards();

    /** A version's safetensors files, in the order in which they are loaded; they stay as long as it does. */
    List<Path> files(ModelVersion version);

    /** Whether a version is in memory, so that a lease is to be had at once. */
    boolean isLoaded(ModelVersion version);

    /**
     * Returns a version in memory, loading it first if need be; it stays there until the lease is closed.
     *
     * @throws io.latentry.core.error.NotFoundException if there is no such model, version or alias
     * @throws io.latentry.core.error.RetryLaterException if there is no room in memory now
     */
    Lease lease(ModelReference reference);
}
