package io.latentry.registry;

import io.latentry.model.Network;

/** A network and the blobs it was loaded from, which it may still read. */
record PinnedNetwork(Network network, PinnedBlobs blobs) implements AutoCloseable {

    @Override
    public void close() {
        try (blobs) {
            network.close();
        }
    }
}
