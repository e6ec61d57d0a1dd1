package io.latentry.registry;

import io.latentry.model.Network;

/** A network and the blob it was loaded from, which it may still read. */
record PinnedNetwork(Network network, PinnedBlob blob) implements AutoCloseable {

    @Override
    public void close() {
        try (blob) {
            network.close();
        }
    }
}
