package io.latentry.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of files and folders that the database does not know. */
class OrphanSweepTests {

    private static final Instant START = Instant.parse("2026-11-30T10:00:00Z");
    private static final Duration WEEK = Duration.ofDays(7);

    @TempDir
    private Path folder;

    private Home home;

    @BeforeEach
    void makeStore() {
        home = new Home(folder);
        entries("known-", 40);
    }

    private void entries(String prefix, int count) {
        IntStream.range(0, count).forEach(i -> entry(prefix + i));
    }

    private Path entry(String name) {
        try {
            Path entry = Files.createDirectories(home.datasets().resolve(name));
            Files.writeString(entry.resolve("train-0.bin"), name);
            Files.setLastModifiedTime(entry, FileTime.from(START.minusSeconds(60)));
            return entry;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void sweep(boolean adopting, Instant knownUntil) {
        new OrphanSweep(new StoreStart(home, adopting, knownUntil, Trash.of(home, "", START)))
                .sweep(
                        "datasets",
                        OrphanSweep.entries(home.datasets()),
                        path -> path.getFileName().toString().startsWith("known-"));
    }

    private List<String> datasets() {
        return OrphanSweep.entries(home.datasets()).stream()
                .map(path -> path.getFileName().toString())
                .filter(name -> !name.startsWith("known-"))
                .sorted()
                .toList();
    }

    @Test
    void movesWhatAKillLeavesToTheTrash() {
        entries("orphan-", 4);
        sweep(false, START);

        assertThat(datasets()).isEmpty();
        assertThat(OrphanSweep.entries(home.datasets())).hasSize(40);
        assertThat(home.trash().resolve("20261130T100000Z/datasets/orphan-2/train-0.bin"))
                .hasContent("orphan-2");
    }

    @Test
    void movesNothingWhereMoreIsUnknownThanAKillLeaves() {
        entries("orphan-", 5);
        sweep(false, START);

        assertThat(datasets()).hasSize(5);
        assertThat(home.trash()).doesNotExist();
    }

    @Test
    void leavesWhatIsYoungerThanTheDatabaseKnows() throws IOException {
        entry("old");
        Files.setLastModifiedTime(entry("young"), FileTime.from(START.plusSeconds(1)));
        sweep(false, START);
        assertThat(datasets()).containsExactly("young");

        sweep(false, START.plusSeconds(2));
        assertThat(datasets()).isEmpty();
    }

    @Test
    void movesNothingDuringAnAdoption() {
        entry("orphan");
        sweep(true, START);
        assertThat(datasets()).containsExactly("orphan");
    }

    @Test
    void keepsTheTrashForItsTime() throws IOException {
        entry("orphan");
        sweep(false, START);
        entry("orphan");
        sweep(false, START);
        Trash.of(home, "adoption-", START).put("datasets", entry("put-aside"));

        Trash.purge(home, WEEK, START.plus(WEEK));
        assertThat(home.trash().resolve("20261130T100000Z/datasets")).isDirectoryContaining("glob:**/orphan-1");

        Trash.purge(home, WEEK, START.plus(WEEK).plusSeconds(1));
        assertThat(OrphanSweep.entries(home.trash()))
                .containsExactly(home.trash().resolve("adoption-20261130T100000Z"));
    }
}
