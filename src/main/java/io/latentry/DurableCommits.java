package io.latentry;

import io.latentry.storage.StoreIdentity;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;

/**
 * Has what is committed survive a loss of power, not only of the process: the database writes each commit to its file,
 * but leaves it to the operating system when that reaches the disk.
 */
@Component
class DurableCommits implements TransactionExecutionListener {

    private final JdbcClient jdbc;
    private final StoreGeneration generation;

    DurableCommits(JdbcClient jdbc, StoreGeneration generation) {
        this.jdbc = jdbc;
        this.generation = generation;
    }

    @Override
    public void beforeCommit(TransactionExecution transaction) {
        if (isChange(transaction)) {
            generation.advance();
        }
    }

    @Override
    public void afterCommit(TransactionExecution transaction, @Nullable Throwable failure) {
        if (failure == null && isChange(transaction)) {
            Optional<StoreIdentity> committed = generation.committed();
            jdbc.sql("CHECKPOINT SYNC").update();
            committed.ifPresent(generation::record);
        }
    }

    private static boolean isChange(TransactionExecution transaction) {
        return transaction.isNewTransaction() && !transaction.isReadOnly();
    }
}
