package io.latentry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.latentry.storage.Home;
import io.latentry.storage.StoreFile;
import io.latentry.storage.StoreIdentity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The database closes itself upon a failed write, and is opened again for what its volume allows. */
class EmbeddedDatabaseTests {

    @TempDir
    private Path folder;

    private HikariDataSource pool;
    private DatabaseAnchor anchor;
    private EmbeddedDatabase database;

    @BeforeEach
    void create() throws SQLException {
        open();
        execute("CREATE TABLE \"flyway_schema_history\" (id INT)");
        execute("INSERT INTO \"flyway_schema_history\" VALUES (1)");
    }

    private void open() {
        pool = new HikariDataSource();
        pool.setJdbcUrl("jdbc:h2:file:" + folder.resolve("latentry") + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE");
        pool.setMaximumPoolSize(3);
        pool.setConnectionTimeout(5000);
        anchor = new DatabaseAnchor();
        anchor.serve(pool);
        database = new EmbeddedDatabase(pool, anchor, new Home(folder));
    }

    @AfterEach
    void close() {
        pool.close();
        anchor.shutDown();
    }

    @Test
    void whatWasCommittedIsThereAfterTheDatabaseClosedItself() throws SQLException {
        assertThat(database.isUsable(true)).isTrue();
        assertThatThrownBy(() -> execute("SHUTDOWN IMMEDIATELY; SELECT * FROM \"flyway_schema_history\""))
                .isInstanceOf(SQLException.class);

        database.reopen(true);

        assertThat(database.isUsable(true)).isTrue();
        execute("INSERT INTO \"flyway_schema_history\" VALUES (2)");
        assertThat(rows()).isEqualTo(2);
    }

    @Test
    void itIsReadOnlyWhereItsVolumeIs() throws SQLException {
        database.reopen(false);
        assertThat(database.isUsable(false)).isTrue();
        assertThat(database.isUsable(true)).isFalse();
        assertThat(rows()).isEqualTo(1);
        assertThatThrownBy(() -> execute("INSERT INTO \"flyway_schema_history\" VALUES (2)"))
                .hasMessageContaining("read only");

        database.reopen(true);
        assertThat(database.isUsable(true)).isTrue();
        execute("INSERT INTO \"flyway_schema_history\" VALUES (2)");
        assertThat(rows()).isEqualTo(2);
    }

    @Test
    void itIsReadOnlyOnceTheLastConnectionThatWritesIsClosed() throws Exception {
        assertThat(rows()).isEqualTo(1);
        Connection straggler = anchor.join();
        Thread closing = new Thread(() -> closeAfter(straggler, 300));
        closing.start();
        database.reopen(false);
        closing.join();
        assertThat(database.isUsable(false)).isTrue();
        assertThat(database.isUsable(true)).isFalse();
    }

    private static void closeAfter(Connection connection, long millis) {
        try {
            Thread.sleep(millis);
            connection.close();
        } catch (InterruptedException | SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void noEmptyDatabaseTakesThePlaceOfOneThatIsGone() throws Exception {
        Path file = folder.resolve("latentry.mv.db");
        anchor.shutDown();
        Files.delete(file);
        database.reopen(true);
        assertThat(database.isUsable(false)).isFalse();
        assertThat(file).doesNotExist();
    }

    /** Of a damaged file H2 opens an older state; to go on with it would lose for good what was committed after it. */
    @Test
    void itTakesNoChangesWhileItLacksSome() throws Exception {
        execute("CREATE TABLE store (id VARCHAR, generation BIGINT)");
        execute("INSERT INTO store VALUES ('id', 5)");
        StoreFile file = new StoreFile(new Home(folder));

        file.write(new StoreIdentity("id", 5));
        assertThat(database.isUsable(true)).isTrue();

        file.write(new StoreIdentity("id", 6));
        assertThat(database.isUsable(true)).isFalse();
        assertThat(database.isUsable(false)).isTrue();
        database.reopen(true);
        assertThat(database.isUsable(true)).isFalse();
        assertThat(rows()).isEqualTo(1);
    }

    /** As after a failed write; a connection that opened it again by itself would close it with writes. */
    @Test
    void aDatabaseThatClosedItselfIsFoundOutAndNotOpenedByWhoJoins() throws Exception {
        assertThat(rows()).isEqualTo(1);
        byte[] before = Files.readAllBytes(folder.resolve("latentry.mv.db"));
        try (Connection connection = pool.getConnection();
                Connection other = pool.getConnection()) {
            ((SessionLocal) connection.unwrap(JdbcConnection.class).getSession())
                    .getDatabase()
                    .getStore()
                    .getMvStore()
                    .closeImmediately();
            assertThatThrownBy(() -> other.createStatement().execute("CALL 1")).isInstanceOf(SQLException.class);
        }

        assertThat(anchor.isOpen()).isFalse();
        assertThatThrownBy(() -> anchor.join()).hasMessageContaining("closed");
        assertThat(database.isUsable(false)).isFalse();
        assertThat(Files.readAllBytes(folder.resolve("latentry.mv.db"))).isEqualTo(before);
        database.reopen(true);
        assertThat(database.isUsable(true)).isTrue();
        assertThat(rows()).isEqualTo(1);
    }

    /** What is written then can go wrong, and takes what was committed with it. */
    @Test
    void itIsClosedWithoutAWrite() throws Exception {
        assertThat(database.isUsable(true)).isTrue();
        for (int id = 2; id <= 100; id++) {
            execute("INSERT INTO \"flyway_schema_history\" VALUES (" + id + ")");
        }
        byte[] before = Files.readAllBytes(folder.resolve("latentry.mv.db"));

        pool.close();
        anchor.shutDown();

        assertThat(Files.readAllBytes(folder.resolve("latentry.mv.db"))).isEqualTo(before);
        open();
        assertThat(rows()).isEqualTo(100);
    }

    /** A pool that finds nothing to connect to waits ever longer between its attempts. */
    @Test
    void whoWaitsForAConnectionHasItAsSoonAsTheDatabaseIsOpen() throws Exception {
        anchor.shutDown();
        pool.getHikariPoolMXBean().softEvictConnections();
        CompletableFuture<Integer> reading = CompletableFuture.supplyAsync(this::rowsOrNone);
        for (int i = 0; i < 3; i++) {
            Thread.sleep(500);
            assertThat(database.isUsable(false)).isFalse();
        }
        assertThat(reading).isNotDone();
        database.reopen(false);
        assertThat(reading).succeedsWithin(Duration.ofSeconds(1)).isEqualTo(1);
    }

    /** It might do so for writes where only reads are possible. */
    @Test
    void aConnectionThatJoinsOpensNothing() throws Exception {
        anchor.shutDown();
        long start = System.nanoTime();
        assertThatThrownBy(() -> anchor.join()).hasMessageContaining("closed");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofSeconds(2));
        assertThat(anchor.isOpen()).isFalse();
    }

    private int rowsOrNone() {
        try {
            return rows();
        } catch (SQLException e) {
            return -1;
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private int rows() throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                var result = statement.executeQuery("SELECT count(*) FROM \"flyway_schema_history\"")) {
            result.next();
            return result.getInt(1);
        }
    }
}
