package io.latentry.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a look at a real folder finds. */
class HomeProbeTests {

    @TempDir
    private Path folder;

    private Path root;
    private Path database;
    private HomeProbe probe;

    @BeforeEach
    void open() throws IOException {
        root = folder.resolve("home");
        database = Files.createDirectories(root.resolve("db")).resolve("latentry.mv.db");
        Files.writeString(database, "rows");
        probe = new HomeProbe(new Home(root), database);
    }

    @Test
    void aFolderThatIsThereIsWritable() {
        StorageState state = probe.look(true);
        assertThat(state.condition()).isEqualTo(StorageCondition.WRITABLE);
        assertThat(state.free()).isPositive();
        assertThat(root.toFile().list()).noneMatch(name -> name.startsWith("write-test"));
    }

    @Test
    void aFolderThatIsMovedAwayIsLostUntilItIsBack() throws IOException {
        Path away = folder.resolve("away");
        Files.move(root, away);
        assertThat(probe.look(false).condition()).isEqualTo(StorageCondition.LOST);
        assertThat(probe.loss()).isPresent();

        Files.createDirectories(root);
        assertThat(probe.look(false).condition()).as("another folder").isEqualTo(StorageCondition.LOST);
        assertThat(root).as("nothing is written to it").isEmptyDirectory();

        Files.delete(root);
        Files.move(away, root);
        assertThat(probe.look(false).condition()).isEqualTo(StorageCondition.WRITABLE);
    }

    @Test
    void aDatabaseFileThatIsDeletedOrReplacedIsALoss() throws IOException {
        Path older = Files.writeString(folder.resolve("older"), "an older copy");
        Files.move(older, database, StandardCopyOption.REPLACE_EXISTING);
        assertThat(probe.loss()).hasValueSatisfying(loss -> assertThat(loss).contains("another file"));
        Files.delete(database);
        assertThat(probe.loss()).hasValueSatisfying(loss -> assertThat(loss).contains("no database file"));
    }

    @Test
    void aVolumeThatIsMountedAgainUnderOtherKeysIsKnownByItsMarker() throws IOException {
        Path copy = folder.resolve("copy");
        copy(root, copy);
        Files.move(root, folder.resolve("unmounted"));
        Files.move(copy, root);
        assertThat(probe.loss()).isEmpty();
        assertThat(probe.look(false).condition()).isEqualTo(StorageCondition.WRITABLE);
    }

    @Test
    void anotherStoreInItsPlaceIsALoss() throws IOException {
        Path other = folder.resolve("other");
        Path otherDatabase = Files.createDirectories(other.resolve("db")).resolve("latentry.mv.db");
        Files.writeString(otherDatabase, "other rows");
        new HomeProbe(new Home(other), otherDatabase);
        Files.move(root, folder.resolve("unmounted"));
        Files.move(other, root);
        assertThat(probe.loss()).isPresent();
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.resolve("db"));
        for (String file : new String[] {"presence", "db/latentry.mv.db"}) {
            Files.copy(from.resolve(file), to.resolve(file));
        }
    }
}
