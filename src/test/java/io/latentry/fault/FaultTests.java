package io.latentry.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.latentry.testing.LatentryClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Lives of a user on a disk that fails: what was acknowledged is kept, what was refused is done once the disk works again,
 * without a restart, and ends bit for bit as if nothing had happened. With {@code -Dlatentry.faults=some}, each writer fails
 * once, with {@code all} in each way, on its first and on some later operation; {@code -Dlatentry.faults.seed} repeats a draw,
 * {@code -Dlatentry.faults.modes=READ_ONLY} takes of all ways some, and {@code -Dlatentry.faults.of="server write db.*"} the
 * writers that the expression matches.
 */
@Tag("alone")
class FaultTests {

    private static final int LIVES = Integer.getInteger("latentry.faults.lives", 30);
    private static final int LIVES_PER_SERVER = 15;
    private static final int MEGABYTES = 96;
    private static final int INODES = 4096;
    private static final long KILOBYTE = 1024;
    private static final long RESERVE = 4096 * KILOBYTE;
    private static final int MORE_LIVES = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    private final boolean everything = System.getProperty("latentry.faults", "").equals("all");
    private final long seed = Long.getLong("latentry.faults.seed", System.nanoTime());
    private final List<Fault.Mode> modes = Arrays.stream(
                    System.getProperty("latentry.faults.modes", "ONCE,FULL,READ_ONLY")
                            .split(","))
            .map(Fault.Mode::valueOf)
            .toList();
    private final Predicate<String> isOfThose =
            Pattern.compile(System.getProperty("latentry.faults.of", "")).asPredicate();
    private final Consumer<String> progress = everything ? System.out::println : line -> {};

    /** They take minutes. */
    @BeforeEach
    void areAskedFor() {
        assumeThat(System.getProperty("latentry.faults"))
                .as("-Dlatentry.faults=some or all")
                .isNotNull();
    }

    @Test
    void everyWriterMayFail() throws IOException {
        try (FaultyServer server = new FaultyServer(folder.resolve("home"), folder.resolve("logs"), "0B")) {
            Sweep sweep = new Sweep(server, true, progress);
            sweep.writers().keySet().removeIf(writer -> !isOfThose.test(writer.toString()));
            Draw draw = new Draw(sweep.writers(), new Random(seed));
            liveAll(sweep, everything ? draw.all(modes) : draw.once(LIVES));
            progress.accept(sweep.share() + " faults were met");
            liveAll(sweep, missed(sweep));

            assertThat(sweep.complaints()).as("seed %d", seed).isEmpty();
            assertThat(missed(sweep))
                    .as("writers that met no fault, seed %d", seed)
                    .isEmpty();
            if (System.getProperty("latentry.faults.of") == null) {
                assertThat(operationsOf("worker", sweep)).containsAll(operationsOf("server", sweep));
            }
        }
    }

    private static void liveAll(Sweep sweep, List<List<Fault>> lives) throws IOException {
        for (int life = 0; life < lives.size(); life++) {
            sweep.live(lives.get(life));
            if (life % LIVES_PER_SERVER == LIVES_PER_SERVER - 1) {
                sweep.restart();
            }
        }
    }

    /** Some operations are rare, or over before their turn in a life. */
    private List<List<Fault>> missed(Sweep sweep) {
        return sweep.writers().keySet().stream()
                .filter(writer -> !sweep.failed().contains(writer))
                .limit(MORE_LIVES)
                .map(writer -> List.of(new Fault(everything ? modes.get(0) : Fault.Mode.ONCE, writer, 1)))
                .toList();
    }

    private static Set<Operation> operationsOf(String role, Sweep sweep) {
        return sweep.failed().stream()
                .filter(writer -> writer.role().equals(role) && writer.operation() != Operation.DELETE)
                .map(Writer::operation)
                .collect(Collectors.toSet());
    }

    @Test
    void aVolumeMayReallyBeFull() throws Exception {
        Path volume = Files.createDirectories(folder.resolve("volume"));
        assumeThat(Tmpfs.isPossible(volume))
                .as("it takes root to mount a volume")
                .isTrue();

        try (Tmpfs ignored = Tmpfs.mount(volume, MEGABYTES, INODES);
                FaultyServer server = new FaultyServer(
                        Files.createDirectories(volume.resolve("home")),
                        folder.resolve("logs"),
                        RESERVE / KILOBYTE + "KB")) {
            Sweep sweep = new Sweep(server, false, progress);
            for (long left : List.of(0L, RESERVE / 2, RESERVE + 20 * KILOBYTE)) {
                sweep.live(List.of(new FullVolume(volume, left)), false, true);
            }
            sweep.live(List.of(new UsedUpInodes(volume, INODES)), false, true);
            startsAndTakesDeletions(server, new FullVolume(volume, 0));
            sweep.restart();
            assertThat(sweep.complaints()).isEmpty();
        }
    }

    /** Otherwise nobody could make room. */
    private static void startsAndTakesDeletions(FaultyServer server, FullVolume full) throws IOException {
        server.client().post("/v1/datasets", "{\"sample\": \"digits\", \"name\": \"spare\"}");
        full.begin();
        try {
            awaitUnwritable(server.client());
            server.restart();
            awaitUnwritable(server.client());
            assertThat(status(server.client(), "DELETE", "/v1/datasets/spare")).isEqualTo(204);
            assertThat(status(server.client(), "GET", "/v1/datasets/spare")).isEqualTo(404);
        } finally {
            full.end();
        }
    }

    /** The volume is looked at about once a second. */
    private static void awaitUnwritable(LatentryClient client) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (status(client, "GET", "/actuator/health/writes") != 503) {
            assertThat(System.nanoTime()).as("the full volume is not noticed").isLessThan(end);
            Requests.pause();
        }
    }

    private static int status(LatentryClient client, String method, String path) {
        return client.send(method, path, "", "*/*").statusCode();
    }
}
