package io.latentry;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection that keeps the H2 database open until it is closed at once, without a write. With its last connection H2 would
 * tidy up its file: then it writes over chunks that the last commit still needs, so that a disk that fails in it, or a kill, can
 * lose what was committed long before.
 */
final class DatabaseAnchor implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseAnchor.class);

    /** Of a server, or of a database in memory, it is not this application's to say when it closes. */
    private static final String EMBEDDED = "jdbc:h2:file:";

    private @Nullable Connection connection;

    /** Opens a connection. */
    @FunctionalInterface
    interface Opening {
        Connection open() throws SQLException;
    }

    /** Keeps the database open, if nothing does so far. */
    synchronized void hold(Opening opening) throws SQLException {
        if (connection == null || !connection.isValid(0)) {
            closeConnection();
            connection = opening.open();
        }
    }

    /** Closes the database with all connections to it, as a kill would: what was committed is found when it is opened again. */
    @Override
    public synchronized void close() {
        if (connection == null) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            if (connection.getMetaData().getURL().startsWith(EMBEDDED)) {
                statement.execute("SHUTDOWN IMMEDIATELY");
            }
        } catch (SQLException e) {
            LOG.debug("The database is closed already", e);
        }
        closeConnection();
    }

    private void closeConnection() {
        Connection old = connection;
        connection = null;
        if (old != null) {
            try {
                old.close();
            } catch (SQLException e) {
                LOG.debug("A connection cannot be closed", e);
            }
        }
    }
}
