package io.latentry.registry;

import io.latentry.core.error.RetryLaterException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.BaseUnits;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The networks in memory. A first use loads, once for all who ask at that time; the least recently used make room; one
 * that is in use stays.
 */
@Component
class ModelMemory {

    private static final Logger LOG = LoggerFactory.getLogger(ModelMemory.class);

    private final VerifiedLoader loader;
    private final Duration loadWait;
    private final MemoryLedger ledger;

    ModelMemory(VerifiedLoader loader, RegistryProperties properties, MeterRegistry meters) {
        this.loader = loader;
        this.loadWait = properties.loadWait();
        this.ledger = new MemoryLedger(properties.memoryBudget().toBytes());
        Gauge.builder("latentry.models.loaded", ledger, MemoryLedger::count)
                .description("Models in memory")
                .register(meters);
        Gauge.builder("latentry.models.memory", ledger, MemoryLedger::used)
                .description("What the models in memory take, or are about to")
                .baseUnit(BaseUnits.BYTES)
                .register(meters);
    }

    Lease lease(ModelVersion version) {
        MemoryLedger.Reservation reservation = ledger.reserve(version, loader.bytes(version));
        LoadedModel model = reservation.model();
        if (reservation.mustLoad()) {
            close(reservation.evicted());
            load(model);
        }
        try {
            return new ModelLease(model.version(), await(model).network(), () -> giveBack(model));
        } catch (RuntimeException | Error e) {
            giveBack(model);
            throw e;
        }
    }

    /** Takes a version out of memory, once running requests are done with it. */
    void unload(ModelVersion version) {
        unload(version.reference());
    }

    boolean isLoaded(ModelVersion version) {
        return ledger.isLoaded(version.reference());
    }

    @PreDestroy
    void unloadAll() {
        ledger.references().forEach(this::unload);
    }

    private void unload(String reference) {
        ledger.retire(reference).ifPresent(ModelMemory::close);
    }

    private void giveBack(LoadedModel model) {
        if (ledger.giveBack(model)) {
            close(model);
        }
    }

    private void load(LoadedModel model) {
        try {
            PinnedNetwork network = loader.load(model.version());
            try {
                close(ledger.settle(model, network.network().bytes()));
            } catch (RuntimeException e) {
                network.close();
                throw e;
            }
            model.network().complete(network);
        } catch (RuntimeException | Error e) {
            ledger.fail(model);
            model.network().completeExceptionally(e);
        }
    }

    private PinnedNetwork await(LoadedModel model) {
        try {
            return model.network().get(loadWait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            throw loading(model);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw loading(model);
        }
    }

    private static RetryLaterException loading(LoadedModel model) {
        return RetryLaterException.unavailable(
                "model-loading", model.version().reference() + " is still being loaded", Duration.ofSeconds(2));
    }

    private static void close(List<LoadedModel> models) {
        models.forEach(ModelMemory::close);
    }

    /** Closes a model without leases; one whose loading failed has nothing to close. */
    private static void close(LoadedModel model) {
        if (!model.isReady()) {
            return;
        }
        try {
            model.network().join().close();
            LOG.info("Unloaded {}", model.version().reference());
        } catch (RuntimeException e) {
            LOG.error("Unloading {} failed", model.version().reference(), e);
        }
    }
}
