package io.latentry;

import io.latentry.storage.StorageMonitor;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;

/**
 * Keeps transactions from a store that cannot be written, before they touch the database, and lets none be acknowledged
 * that was committed to a file which is no longer in the home folder; before {@link DurableCommits} writes to that folder.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class StorageGate implements TransactionExecutionListener {

    private final StorageMonitor storage;

    StorageGate(StorageMonitor storage) {
        this.storage = storage;
    }

    @Override
    public void beforeBegin(TransactionExecution transaction) {
        if (!transaction.isReadOnly()) {
            storage.admit();
        }
    }

    @Override
    public void afterCommit(TransactionExecution transaction, @Nullable Throwable failure) {
        if (failure == null && transaction.isNewTransaction() && !transaction.isReadOnly()) {
            storage.confirm();
        }
    }
}
