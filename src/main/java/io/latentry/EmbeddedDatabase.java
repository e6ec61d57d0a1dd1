package io.latentry;

import com.zaxxer.hikari.HikariDataSource;
import io.latentry.storage.StorageDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
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

    private final DataSource source;

    EmbeddedDatabase(DataSource source) {
        this.source = source;
    }

    @Override
    public boolean isUsable(boolean forChanges) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT count(*) FROM \"flyway_schema_history\"");
            return !forChanges || !connection.isReadOnly();
        } catch (SQLException e) {
            LOG.debug("The database is not usable", e);
            return false;
        }
    }

    /** Past the pool, whose connections may all be in use. */
    private Connection connect() throws SQLException {
        HikariDataSource pool = source.unwrap(HikariDataSource.class);
        return DriverManager.getConnection(pool.getJdbcUrl() + ONLY_IF_THERE, pool.getUsername(), pool.getPassword());
    }

    @Override
    public void reopen() {
        try {
            source.unwrap(HikariDataSource.class).getHikariPoolMXBean().softEvictConnections();
            long end = System.nanoTime() + PATIENCE.toNanos();
            do {
                Thread.sleep(GLANCE_MILLIS);
            } while (!isUsable(false) && System.nanoTime() < end);
        } catch (SQLException e) {
            throw new IllegalStateException("The pool of connections cannot be reached", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
