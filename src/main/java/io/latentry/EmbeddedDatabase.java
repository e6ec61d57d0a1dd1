package io.latentry;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import io.latentry.storage.Home;
import io.latentry.storage.StorageDatabase;
import io.latentry.storage.StoreFile;
import io.latentry.storage.StoreIdentity;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The H2 database, which closes its file upon a failed write. The {@link DatabaseAnchor} opens it again, for what its volume allows.
 */
@Component
class EmbeddedDatabase implements StorageDatabase {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final long GLANCE_MILLIS = 20;

    /** Without it a connection would create an empty database in the place of one that is gone. */
    private static final String ONLY_IF_THERE = ";IFEXISTS=TRUE";

    /** Not every volume that refuses writes does so before the file has been opened for them. */
    private static final String READ_ONLY = ";ACCESS_MODE_DATA=r";

    private final DataSource source;

    private final DatabaseAnchor anchor;

    private final StoreFile file;
    private final AtomicBoolean isKnownToBeBehind = new AtomicBoolean();

    EmbeddedDatabase(DataSource source, DatabaseAnchor anchor, Home home) {
        this.source = source;
        this.anchor = anchor;
        this.file = new StoreFile(home);
    }

    @Override
    public boolean isUsable(boolean forChanges) {
        try {
            return anchor.isOpen() && answers(forChanges);
        } catch (SQLException e) {
            LOG.debug("The database is not usable", e);
            return false;
        }
    }

    /** Past the pool, whose connections may all be in use. */
    private boolean answers(boolean forChanges) throws SQLException {
        try (Connection connection = anchor.join();
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT count(*) FROM \"flyway_schema_history\"");
            return !forChanges || (!connection.isReadOnly() && !isBehind(statement));
        }
    }

    /** Whether changes are missing that were committed: of a damaged file H2 opens an older state. */
    private boolean isBehind(Statement statement) throws SQLException {
        long recorded = recordedGeneration();
        if (recorded < 0) {
            return false;
        }
        try (ResultSet row = statement.executeQuery("SELECT generation FROM store")) {
            boolean isBehind = row.next() && row.getLong(1) < recorded;
            if (isBehind && !isKnownToBeBehind.getAndSet(true)) {
                LOG.error(
                        "The database lost changes: it has {} of {}. Restart the server, which says what to do",
                        row.getLong(1),
                        recorded);
            }
            return isBehind;
        }
    }

    /** Of the store's file, which the database is never behind; -1 if it is unknown. */
    private long recordedGeneration() {
        try {
            return file.read().map(StoreIdentity::generation).orElse(-1L);
        } catch (IOException e) {
            return -1;
        }
    }

    /**
     * The anchor finds what is closed already as long as connections to the old file are in use. All who ask the pool for a connection
     * meanwhile wait for the anchor.
     */
    @Override
    public synchronized void reopen(boolean forChanges) {
        if (isKnownToBeBehind.get() && isUsable(false)) {
            // It takes no changes, however often it is opened.
            return;
        }
        anchor.shutDown();
        try {
            HikariPoolMXBean pool = source.unwrap(HikariDataSource.class).getHikariPoolMXBean();
            reopen(forChanges, pool);
        } catch (SQLException e) {
            throw new IllegalStateException("The pool of connections cannot be reached", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void reopen(boolean forChanges, HikariPoolMXBean pool) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            pool.softEvictConnections();
            if (pool.getTotalConnections() == 0 && open(forChanges)) {
                return;
            }
            Thread.sleep(GLANCE_MILLIS);
        }
        if (!open(forChanges) && forChanges) {
            // What takes no changes may be read.
            open(false);
        }
    }

    /** False where it cannot be opened so, or where a connection that the pool counts no more still has it open otherwise. */
    private boolean open(boolean forChanges) {
        try {
            anchor.open(forChanges ? ONLY_IF_THERE : ONLY_IF_THERE + READ_ONLY);
        } catch (SQLException e) {
            LOG.debug("The database cannot be opened", e);
            return false;
        }
        boolean isAsAsked = forChanges ? isUsable(true) : isUsable(false) && !isUsable(true);
        if (!isAsAsked) {
            anchor.shutDown();
        }
        return isAsAsked;
    }
}
