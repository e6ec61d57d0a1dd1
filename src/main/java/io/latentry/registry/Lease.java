package io.latentry.registry;

import io.latentry.model.Network;

/** A right to use a model in memory, until it is closed. */
public interface Lease extends AutoCloseable {

    ModelVersion version();

    Network network();

    @Override
    void close();
}
