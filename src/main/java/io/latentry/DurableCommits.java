package io.latentry;

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

    DurableCommits(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void afterCommit(TransactionExecution transaction, @Nullable Throwable failure) {
        if (failure == null && transaction.isNewTransaction() && !transaction.isReadOnly()) {
            jdbc.sql("CHECKPOINT SYNC").update();
        }
    }
}
