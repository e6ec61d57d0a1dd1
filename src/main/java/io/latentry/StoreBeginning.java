package io.latentry;

import io.latentry.storage.EssentialWrites;
import io.latentry.storage.Home;
import io.latentry.storage.StoreFile;
import io.latentry.storage.StoreIdentity;
import io.latentry.storage.StoreStart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Gives a new database its identity once the rooms have filled it, and counts each start as a change. */
@Component
class StoreBeginning implements SmartInitializingSingleton {

    private static final Logger LOG = LoggerFactory.getLogger(StoreBeginning.class);

    private final StoreStart start;
    private final StoreGeneration generation;
    private final StoreFile file;
    private final TransactionTemplate transaction;

    StoreBeginning(StoreStart start, StoreGeneration generation, Home home, TransactionTemplate transaction) {
        this.start = start;
        this.generation = generation;
        this.file = new StoreFile(home);
        this.transaction = transaction;
    }

    /** The commit writes the file, which also ends an adoption; on a full disk, too, where only a server that runs can delete. */
    @Override
    public void afterSingletonsInstantiated() {
        EssentialWrites.run(() -> transaction.execute(status -> {
            if (generation.committed().isEmpty()) {
                generation.begin(identity());
            }
            return true;
        }));
        if (start.adopting()) {
            LOG.warn(
                    "The store is adopted; unset latentry.store.adopt. What was put aside is in {}",
                    start.trash().folder());
        }
    }

    private StoreIdentity identity() {
        try {
            Optional<StoreIdentity> before = file.read();
            return before.orElseGet(() -> new StoreIdentity(UUID.randomUUID().toString(), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
