package io.latentry.registry;

import java.util.concurrent.CompletableFuture;

/** A place in memory for one version's network. Its mutable fields are guarded by the {@link ModelMemory} it is in. */
final class LoadedModel {

    private final ModelVersion version;
    private final CompletableFuture<PinnedNetwork> network = new CompletableFuture<>();

    /** What it counts for in the budget: until it is loaded, the size of its weights. */
    long bytes;

    int leases;

    /** When it was last leased or given back, in ticks of its memory's clock. */
    long lastUsed;

    /** Whether new leases no longer get it, so that it goes with its last lease. */
    boolean retired;

    LoadedModel(ModelVersion version, long bytes) {
        this.version = version;
        this.bytes = bytes;
    }

    ModelVersion version() {
        return version;
    }

    CompletableFuture<PinnedNetwork> network() {
        return network;
    }

    boolean isReady() {
        return network.isDone() && !network.isCompletedExceptionally();
    }
}
