package io.latentry;

import com.zaxxer.hikari.HikariDataSource;
import io.latentry.storage.StorageDatabase;
import jakarta.annotation.PreDestroy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The H2 database, which closes its file upon a failed write. It stays closed as long as any connection to it is open; the
 * first one after that opens the file again, without a write, so that this succeeds on a full or read-only disk too.
 */
@Component
class EmbeddedDatabase implements StorageDatabase {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final long GLANCE_MILLIS = 50;

    /** Without it a connection would create an empty database in the place of one that is gone. */
    private static final String ONLY_IF_THERE = ";IFEXISTS=TRUE";

    /** Not every volume that refuses writes does so before the file has been opened for them. */
    private static final String READ_ONLY = ";ACCESS_MODE_DATA=r";

    private final DataSource source;

    /** Opened the database for reads alone, and keeps it so: the pool's connections join it. */
    private @Nullable Connection keeper;

    EmbeddedDatabase(DataSource source) {
        this.source = source;
    }

    @Override
    public boolean isUsable(boolean forChanges) {
        try (Connection connection = connect(ONLY_IF_THERE);
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT count(*) FROM \"flyway_schema_history\"");
            return !forChanges || !connection.isReadOnly();
        } catch (SQLException e) {
            LOG.debug("The database is not usable", e);
            return false;
        }
    }

    /** Past the pool, whose connections may all be in use. */
    private Connection connect(String settings) throws SQLException {
        HikariDataSource pool = source.unwrap(HikariDataSource.class);
        return DriverManager.getConnection(pool.getJdbcUrl() + settings, pool.getUsername(), pool.getPassword());
    }

    /** The old file is closed with the last connection to it; until then a new one finds what is closed already. */
    @Override
    public synchronized void reopen(boolean forChanges) {
        try {
            release();
            source.unwrap(HikariDataSource.class).getHikariPoolMXBean().softEvictConnections();
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (!open(forChanges) && System.nanoTime() < end) {
                release();
                Thread.sleep(GLANCE_MILLIS);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The pool of connections cannot be reached", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean open(boolean forChanges) {
        if (!forChanges) {
            try {
                keeper = connect(ONLY_IF_THERE + READ_ONLY);
            } catch (SQLException e) {
                LOG.debug("The database cannot be opened for reads", e);
                return false;
            }
        }
        return isUsable(forChanges);
    }

    private void release() {
        Connection old = keeper;
        keeper = null;
        if (old != null) {
            try {
                old.close();
            } catch (SQLException e) {
                LOG.debug("A connection cannot be closed", e);
            }
        }
    }

    @PreDestroy
    synchronized void close() {
        release();
    }
}
