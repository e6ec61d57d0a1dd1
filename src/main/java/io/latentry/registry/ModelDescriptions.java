package io.latentry.registry;

import java.io.IOException;
import java.util.SortedMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps the descriptions beside the blobs in step with the rows, in the transactions that change these. What is added is
 * on disk before its commit, and what is removed goes after, so that no crash leaves an acknowledged version without its
 * description; what a crash leaves too much is moved away at the next start.
 */
@Component
class ModelDescriptions {

    private static final Logger LOG = LoggerFactory.getLogger(ModelDescriptions.class);

    private final VersionTable table;
    private final AliasTable aliases;
    private final DescriptionFiles files;
    private final TransactionTemplate repairs;

    ModelDescriptions(
            VersionTable table, AliasTable aliases, DescriptionFiles files, PlatformTransactionManager transactions) {
        this.table = table;
        this.aliases = aliases;
        this.files = files;
        this.repairs = new TransactionTemplate(
                transactions, new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_REQUIRES_NEW));
    }

    /** Describes a version whose row has just been inserted, and its model. */
    void add(ModelVersion version, String origin) {
        files.write(files.of(version.name(), version.version()), new VersionDescription(origin, version));
        update(version.name());
    }

    /** Describes a model whose row or aliases have just been changed. */
    void update(String name) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                if (status != STATUS_COMMITTED) {
                    attempt(() -> restore(name));
                }
            }
        });
        describe(name);
    }

    /** The lock keeps those out who change the model meanwhile. */
    private void restore(String name) {
        repairs.executeWithoutResult(status -> {
            table.lock(name);
            describe(name);
        });
    }

    /** Forgets a version whose row has just been deleted. */
    void remove(ModelVersion version) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                attempt(() -> files.delete(files.of(version.name(), version.version())));
            }
        });
    }

    /** Writes what the rows say of a model. */
    void describe(String name) {
        SortedMap<String, Integer> named = aliases.of(name);
        table.findLastVersion(name)
                .ifPresent(last -> files.write(files.of(name), new ModelDescription(name, last, named)));
    }

    /** What is done outside of a transaction; if it fails, the next start does it. */
    private interface Repair {
        void run() throws IOException;
    }

    private static void attempt(Repair repair) {
        try {
            repair.run();
        } catch (IOException | RuntimeException e) {
            LOG.warn("A description could not be brought up to date; the next start will", e);
        }
    }
}
