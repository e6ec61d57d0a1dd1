package io.latentry;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.util.Assert;

/**
 * The connection that opens the H2 database and keeps it open until it is closed at once, without a write. With its last
 * connection H2 would tidy up its file: then it writes over chunks that the last commit still needs, so that a disk that fails in
 * it, or a kill, can lose what was committed long before. The pool's connections only join it: a pool that finds a database closed
 * would open it itself, whatever its volume allows, and pause for seconds where that fails.
 */
final class DatabaseAnchor implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseAnchor.class);

    /** Of a server, or of a database in memory, it is not this application's to say when it closes. */
    private static final String EMBEDDED = "jdbc:h2:file:";

    private static final String FAIL_STOP = "jdbc:h2:" + FailStopFiles.SCHEME + ":";

    /** For the database to be opened again; shorter than the pool's connection timeout. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final int H2_IS_CLOSED = 90098;

    private @Nullable HikariDataSource pool;
    private @Nullable Connection connection;
    private boolean wasOpen;
    private boolean hasEnded;

    /** Takes a pool's settings, and has its connections join. */
    void serve(HikariDataSource pool) {
        FailStopFiles.register();
        this.pool = pool;
        pool.setDataSource(new Joined());
    }

    /**
     * Opens the database, unless it is open, and lets those join who wait for it.
     *
     * @param settings of H2, such as {@code ;IFEXISTS=TRUE}
     */
    synchronized void open(String settings) throws SQLException {
        if (hasEnded) {
            throw closed(null);
        }
        if (!isOpen()) {
            shutDown();
            connection = connect(settings);
            wasOpen = true;
            notifyAll();
        }
    }

    /** Whether it is held open, and did not close itself: of that a connection knows by its next statement only. */
    synchronized boolean isOpen() {
        if (connection == null) {
            return false;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("CALL 1");
            return true;
        } catch (SQLException e) {
            LOG.debug("The database has closed itself", e);
            return false;
        }
    }

    /** Closes the database with all connections to it, as a kill would: what was committed is found when it is opened again. */
    synchronized void shutDown() {
        if (connection != null) {
            shutDown(connection);
            connection = null;
        }
    }

    private void shutDown(Connection closing) {
        try (closing;
                Statement statement = closing.createStatement()) {
            if (url().startsWith(EMBEDDED)) {
                statement.execute("SHUTDOWN IMMEDIATELY");
            }
        } catch (SQLException e) {
            LOG.debug("The database is closed already", e);
        }
    }

    /** The same, for good. */
    @Override
    public synchronized void close() {
        hasEnded = true;
        shutDown();
    }

    /** A further connection, past the pool; waits for a moment while the database is closed. */
    synchronized Connection join() throws SQLException {
        if (!wasOpen) {
            open("");
        }
        awaitOpen();
        Connection further = connect("");
        if (!isOpen()) {
            // It closed itself just before, and this has opened it again.
            shutDown(further);
            throw closed(null);
        }
        return further;
    }

    private void awaitOpen() throws SQLException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!isOpen()) {
            long millis = (end - System.nanoTime()) / 1_000_000;
            if (millis <= 0) {
                throw closed(null);
            }
            try {
                wait(millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw closed(e);
            }
        }
    }

    private static SQLException closed(@Nullable InterruptedException cause) {
        return new SQLTransientConnectionException("The database is closed", "08003", H2_IS_CLOSED, cause);
    }

    private Connection connect(String settings) throws SQLException {
        Assert.state(pool != null, "No pool has been served");
        Properties properties = new Properties();
        properties.putAll(pool.getDataSourceProperties());
        if (pool.getUsername() != null) {
            properties.setProperty("user", pool.getUsername());
        }
        if (pool.getPassword() != null) {
            properties.setProperty("password", pool.getPassword());
        }
        String url = url().startsWith(EMBEDDED) ? FAIL_STOP + url().substring(EMBEDDED.length()) : url();
        return DriverManager.getConnection(url + settings, properties);
    }

    private String url() {
        Assert.state(pool != null, "No pool has been served");
        return pool.getJdbcUrl();
    }

    /** Where the pool gets its connections. */
    private final class Joined extends AbstractDataSource {

        @Override
        public Connection getConnection() throws SQLException {
            return join();
        }

        /** The pool asks with its own name and password. */
        @Override
        public Connection getConnection(String user, String password) throws SQLException {
            return join();
        }

        @Override
        public int getLoginTimeout() {
            return (int) PATIENCE.toSeconds();
        }

        /** The anchor's patience does not depend on the pool's. */
        @Override
        public void setLoginTimeout(int seconds) {}
    }
}
