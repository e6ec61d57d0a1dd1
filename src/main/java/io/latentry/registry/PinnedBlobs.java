package io.latentry.registry;

import java.nio.file.Path;
import java.util.List;

/**
 * Rights to all files of a version, until they are closed.
 *
 * @param blobs in the order in which they are loaded
 */
record PinnedBlobs(List<PinnedBlob> blobs) implements AutoCloseable {

    PinnedBlobs {
        blobs = List.copyOf(blobs);
    }

    List<Path> files() {
        return blobs.stream().map(PinnedBlob::file).toList();
    }

    @Override
    public void close() {
        RuntimeException failure = null;
        for (PinnedBlob blob : blobs) {
            try {
                blob.close();
            } catch (RuntimeException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
