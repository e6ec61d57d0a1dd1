package io.latentry.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On which stores a server starts, before it opens the database. */
class StoreGateTests {

    private static final int SCHEMA = 6;
    private static final int CHANGES = 300;

    @TempDir
    private Path folder;

    private Home home;
    private Path database;

    @BeforeEach
    void makeStore() throws Exception {
        home = new Home(folder.resolve("home"));
        database = Files.createDirectories(home.database()).resolve("latentry.mv.db");
        Files.createDirectories(home.datasets().resolve("a-dataset"));
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE TABLE \"flyway_schema_history\" (\"version\" VARCHAR(50), \"success\" BOOLEAN NOT NULL)");
            statement.execute("INSERT INTO \"flyway_schema_history\" VALUES ('6', TRUE)");
            statement.execute(
                    "CREATE TABLE store (id VARCHAR(36), generation BIGINT, changed_at TIMESTAMP WITH TIME ZONE)");
            statement.execute("INSERT INTO store VALUES ('this', 0, CURRENT_TIMESTAMP)");
        }
        change(CHANGES);
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:h2:file:" + home.database().resolve("latentry") + ";WRITE_DELAY=0", "", "");
    }

    private void change(int times) throws Exception {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (int i = 0; i < times; i++) {
                statement.execute("UPDATE store SET generation = generation + 1");
            }
        }
        record("this", CHANGES);
    }

    private void record(String id, long generation) throws IOException {
        new StoreFile(home).write(new StoreIdentity(id, generation));
    }

    private StoreGate.Terms terms(boolean adopt) {
        return new StoreGate.Terms(
                SCHEMA, adopt, "jdbc:h2:file:" + home.database().resolve("latentry") + ";WRITE_DELAY=0", "", "");
    }

    private StoreStart open(boolean adopt) throws IOException {
        try (StoreGate gate = StoreGate.of(home, terms(adopt))) {
            return gate.open();
        }
    }

    private void assertRefused(String reason) throws IOException {
        byte[] before = Files.exists(database) ? Files.readAllBytes(database) : new byte[0];
        assertThatThrownBy(() -> open(false))
                .isInstanceOf(StoreRefusedException.class)
                .hasMessageContaining(reason);
        assertThat(Files.exists(database) ? Files.readAllBytes(database) : new byte[0])
                .isEqualTo(before);
    }

    private void assertAdoptedAfterRefusal(String reason) throws IOException {
        assertRefused(reason);
        byte[] before = Files.exists(database) ? Files.readAllBytes(database) : null;
        StoreStart start = open(true);
        assertThat(start.adopting()).isTrue();
        assertThat(database).doesNotExist();
        if (before != null) {
            assertThat(start.trash().folder().resolve("db/latentry.mv.db")).hasBinaryContent(before);
        }
    }

    @Test
    void opensItsOwn() throws IOException {
        assertThat(open(false).adopting()).isFalse();
        assertThat(open(true).adopting()).as("there is nothing to adopt").isFalse();
    }

    @Test
    void takesNothingAwayForADatabaseElsewhereWhichItCannotJudge() throws IOException {
        StoreGate.Terms elsewhere = new StoreGate.Terms(SCHEMA, false, "jdbc:h2:mem:elsewhere", "", "");
        try (StoreGate gate = StoreGate.of(home, elsewhere)) {
            OrphanSweep sweep = new OrphanSweep(gate.open());
            List<Path> entries = OrphanSweep.entries(home.datasets());
            assertThat(entries).hasSize(1);
            assertThat(sweep.orphans("datasets", entries, path -> false)).isEmpty();
        }
    }

    @Test
    void opensOneAheadOfTheFileAsACrashLeavesIt() throws IOException {
        record("this", CHANGES - 1);
        assertThat(open(false).adopting()).isFalse();
        Files.delete(folder.resolve("home/store.properties"));
        assertThat(open(false).adopting()).isFalse();
    }

    @Test
    void opensNewStoresAndThoseOfEarlierReleases() throws Exception {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE store");
            statement.execute("UPDATE \"flyway_schema_history\" SET \"version\" = '5'");
        }
        assertAdoptedAfterRefusal("older copy");

        Files.delete(folder.resolve("home/store.properties"));
        Files.move(home.trash(), folder.resolve("trash"));
        assertRefused("missing");
        home = new Home(folder.resolve("new"));
        assertThat(open(false).adopting()).isFalse();
    }

    @Test
    void opensADatabaseOfAnEarlierRelease() throws Exception {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE store");
            statement.execute("UPDATE \"flyway_schema_history\" SET \"version\" = '5'");
        }
        Files.delete(folder.resolve("home/store.properties"));
        assertThat(open(false).adopting()).isFalse();
    }

    @Test
    void refusesAStoreWithoutItsDatabase() throws IOException {
        Files.delete(database);
        assertAdoptedAfterRefusal("missing");
        assertThat(open(false).adopting()).as("goes on until it is done").isTrue();
    }

    @Test
    void refusesAnEmptyDatabase() throws IOException {
        Files.write(database, new byte[0]);
        assertAdoptedAfterRefusal("empty");
    }

    @Test
    void refusesANewDatabaseOnAnOldStore() throws Exception {
        Files.delete(database);
        connect().close();
        Files.delete(folder.resolve("home/store.properties"));
        assertAdoptedAfterRefusal("empty");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.2, 0.4, 0.6, 0.8, 0.95})
    void refusesATruncatedDatabase(double part) throws Exception {
        Path whole = folder.resolve("running.mv.db");
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (int i = 0; i < CHANGES; i++) {
                statement.execute("UPDATE store SET generation = generation + 1");
            }
            Files.copy(database, whole);
        }
        record("this", 2 * CHANGES);
        byte[] bytes = Files.readAllBytes(whole);
        Files.write(database, bytes);
        assertThat(open(false).adopting()).isFalse();
        Files.write(database, Arrays.copyOf(bytes, (int) (part * bytes.length)));
        assertRefused(database.toString());
    }

    @Test
    void refusesNoise() throws IOException {
        byte[] noise = new byte[100_000];
        new Random(1).nextBytes(noise);
        Files.write(database, noise);
        assertAdoptedAfterRefusal("damaged");
    }

    @Test
    void refusesAnOlderCopyAndOneOfAnotherStore() throws IOException {
        record("this", CHANGES + 1);
        assertRefused("older copy");
        record("that", CHANGES);
        assertAdoptedAfterRefusal("belongs to another store");
    }

    @Test
    void refusesTheStoreOfANewerRelease() throws Exception {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO \"flyway_schema_history\" VALUES ('9', TRUE)");
        }
        assertRefused("schema version 9");
        assertThatThrownBy(() -> open(true)).hasMessageContaining("up to 6");
        assertThat(database).exists();
    }

    @Test
    void refusesADamagedFile() throws IOException {
        Files.writeString(folder.resolve("home/store.properties"), "id=\\u00zz");
        assertRefused("store.properties is damaged");
    }

    @Test
    void refusesAStoreThatHasAServer() throws IOException {
        try (StoreGate gate = StoreGate.of(home, terms(true))) {
            assertThat(gate.open().adopting()).isFalse();
            assertRefused("in use");
        }
        assertThat(open(false).adopting()).isFalse();
    }

    @Test
    void refusesAPlaceThatCannotBeAStore() throws IOException {
        home = new Home(Files.writeString(folder.resolve("file"), "").resolve("home"));
        assertRefused("cannot be used");
    }

    @Test
    void refusesAStoreOfAnotherUser() throws IOException {
        assumeThat(database.toFile().setReadOnly() && !Files.isWritable(database))
                .as("not run as root")
                .isTrue();
        assertRefused("belongs to the user");
    }
}
