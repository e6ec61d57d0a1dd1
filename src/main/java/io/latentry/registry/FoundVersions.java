package io.latentry.registry;

import io.latentry.model.ModelReference;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What references were found to address, so that not every request asks the database, which this server alone writes. Any
 * change to versions or aliases empties it once it is committed; inside a transaction it is not used.
 */
@Component
final class FoundVersions {

    private static final int MOST = 1024;

    private final Map<ModelReference, ModelVersion> found = new HashMap<>();
    private long changes;

    Optional<ModelVersion> find(ModelReference reference, Function<ModelReference, Optional<ModelVersion>> database) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            return database.apply(reference);
        }
        long before;
        synchronized (this) {
            ModelVersion known = found.get(reference);
            if (known != null) {
                return Optional.of(known);
            }
            before = changes;
        }
        Optional<ModelVersion> version = database.apply(reference);
        version.ifPresent(present -> keep(reference, present, before));
        return version;
    }

    /** What was read while something changed may be the state before. */
    private synchronized void keep(ModelReference reference, ModelVersion version, long before) {
        if (changes == before) {
            if (found.size() == MOST) {
                found.clear();
            }
            found.put(reference, version);
        }
    }

    /** Says that a row is being changed. */
    void change() {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            empty();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                empty();
            }
        });
    }

    private synchronized void empty() {
        changes++;
        found.clear();
    }
}
