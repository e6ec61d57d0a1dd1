package io.latentry.registry;

import io.latentry.model.Network;
import java.util.concurrent.atomic.AtomicBoolean;

/** A lease that is given back once, however often it is closed. */
final class ModelLease implements Lease {

    private final ModelVersion version;
    private final Network network;
    private final Runnable giveBack;
    private final AtomicBoolean closed = new AtomicBoolean();

    ModelLease(ModelVersion version, Network network, Runnable giveBack) {
        this.version = version;
        this.network = network;
        this.giveBack = giveBack;
    }

    @Override
    public ModelVersion version() {
        return version;
    }

    @Override
    public Network network() {
        return network;
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            giveBack.run();
        }
    }
}
