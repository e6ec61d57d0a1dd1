package io.latentry.training;

import io.latentry.model.ModelConfig;
import io.latentry.model.Transfer;
import java.nio.file.Path;
import java.util.List;

/**
 * The parent's part in a fine-tuning job.
 *
 * @param reference of the parent, as {@code name@3}
 * @param config of the parent
 * @param blobs SHA-256 of its files, in the order in which they are loaded
 * @param files where these are
 * @param freeze what is not trained, as {@link Transfer#freeze} tells it
 * @param cacheFolder where features are kept
 * @param cacheKey under which
 * @param cacheBytes of all features that are kept, at most
 */
record ParentSpecification(
        String reference,
        ModelConfig config,
        List<String> blobs,
        List<String> files,
        String freeze,
        String cacheFolder,
        String cacheKey,
        long cacheBytes) {

    Transfer transfer() {
        return new Transfer(
                config,
                files.stream().map(Path::of).toList(),
                freeze,
                new Transfer.FeatureCache(Path.of(cacheFolder), cacheKey, cacheBytes));
    }

    /** The blobs that the child needs beside its own: none if it has all of its weights. */
    List<String> inherited() {
        return freeze.equals(Transfer.NONE) ? List.of() : blobs;
    }
}
