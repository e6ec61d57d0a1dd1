package io.latentry.storage;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a database says of itself, read without writing to it and before anything else opens it: opening a truncated file
 * to write makes an older state of it the current one.
 *
 * @param schema the version of its tables; 0 if there are none
 * @param identity of the store; null before it has one
 * @param changedAt the time of the last change; null if unknown
 */
record DatabaseView(
        int schema,
        @Nullable StoreIdentity identity,
        @Nullable Instant changedAt) {

    private static final int IN_USE = 90020;

    /**
     * Reads a database.
     *
     * @param url of it, without settings
     * @throws SQLException if it cannot be opened or read
     */
    static DatabaseView read(String url, String user, String password) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(url + ";IFEXISTS=TRUE;ACCESS_MODE_DATA=r", user, password);
                Statement statement = connection.createStatement()) {
            int schema = has(statement, "flyway_schema_history") ? schema(statement) : 0;
            return has(statement, "STORE") ? withIdentity(statement, schema) : new DatabaseView(schema, null, null);
        }
    }

    static boolean isInUse(SQLException failure) {
        return failure.getErrorCode() == IN_USE;
    }

    Optional<StoreIdentity> store() {
        return Optional.ofNullable(identity);
    }

    private static boolean has(Statement statement, String table) throws SQLException {
        String query =
                "SELECT count(*) FROM information_schema.tables WHERE table_schema = 'PUBLIC' AND table_name = '";
        try (ResultSet rows = statement.executeQuery(query + table + "'")) {
            return rows.next() && rows.getInt(1) > 0;
        }
    }

    private static int schema(Statement statement) throws SQLException {
        String query = "SELECT max(CAST(\"version\" AS INT)) FROM \"flyway_schema_history\" WHERE \"success\"";
        try (ResultSet rows = statement.executeQuery(query)) {
            return rows.next() ? rows.getInt(1) : 0;
        }
    }

    private static DatabaseView withIdentity(Statement statement, int schema) throws SQLException {
        try (ResultSet rows = statement.executeQuery("SELECT id, generation, changed_at FROM store")) {
            return rows.next()
                    ? new DatabaseView(
                            schema,
                            new StoreIdentity(rows.getString("id"), rows.getLong("generation")),
                            rows.getObject("changed_at", OffsetDateTime.class).toInstant())
                    : new DatabaseView(schema, null, null);
        }
    }
}
