package io.latentry.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Begins a new database on an old store: puts aside the database that was there and the jobs, which only it knew. The
 * rooms fill the new one; until it has the store's identity, each start begins again.
 */
record Adoption(Home home, StoreFile file) {

    private static final Logger LOG = LoggerFactory.getLogger(Adoption.class);
    private static final String JOBS = "jobs";

    StoreStart begin(Instant now, @Nullable StoreRefusedException reason) throws IOException {
        LOG.warn("Adopting the store: {}", reason == null ? "an adoption was interrupted" : reason.getMessage());
        file.writeAdopting(
                file.read().orElseGet(() -> new StoreIdentity(UUID.randomUUID().toString(), 0)));
        Trash trash = Trash.of(home, "adoption-", now);
        List<Path> databases = OrphanSweep.entries(home.database());
        List<Path> jobs = OrphanSweep.entries(home.jobs());
        for (Path each : databases) {
            trash.put("db", each);
        }
        for (Path each : jobs) {
            trash.put(JOBS, each);
        }
        if (!databases.isEmpty() || !jobs.isEmpty()) {
            LOG.warn("Moved the database and the folders of {} jobs to {}", jobs.size(), trash.folder());
        }
        return new StoreStart(home, true, Instant.EPOCH, trash);
    }
}
