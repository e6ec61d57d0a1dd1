package io.latentry.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.util.unit.DataSize;

class ScrubTests {

    private static final int RATE = 1_000_000;
    private static final ScrubProperties PROPERTIES =
            new ScrubProperties(DataSize.ofBytes(RATE), Duration.ZERO, Duration.ofDays(1));

    @TempDir
    private Path folder;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final DamageList damages = new DamageList(meters);

    /** Of a clock that goes on only while somebody sleeps. */
    private long now;

    private long sleptDuringBreak;
    private int requests;

    @Test
    void readsNoFasterThanItsRate() throws IOException {
        scrub(file("large", 3 * RATE), file("small", RATE)).round();

        assertThat(TimeUnit.NANOSECONDS.toMillis(now)).isBetween(3_900L, 4_200L);
        assertThat(meters.get("latentry.scrub.bytes").counter().count()).isEqualTo(4 * RATE);
        assertThat(meters.get("latentry.scrub.rounds").counter().count()).isOne();
    }

    /** Nor does it catch up afterwards. */
    @Test
    void restsWhileRequestsAreWorkedOn() throws IOException {
        requests = 50;

        scrub(file("large", RATE)).round();

        assertThat(requests).isZero();
        assertThat(sleptDuringBreak).isEqualTo(TimeUnit.SECONDS.toNanos(5));
        assertThat(TimeUnit.NANOSECONDS.toMillis(now)).isGreaterThanOrEqualTo(5_000L + 900L);
    }

    @Test
    void listsWhatIsDamagedUntilItIsRestored() throws IOException {
        Path file = folder.resolve("weights");
        Files.write(file, new byte[100_000]);
        Scrub scrub = scrub(checked(file));
        scrub.round();
        assertThat(damages.all()).isEmpty();

        Files.write(file, flipped(Files.readAllBytes(file)));
        scrub.round();

        assertThat(damages.all()).containsEntry("weights", "has changed");
        assertThat(meters.get("latentry.damaged").gauge().value()).isOne();
        Health health = new IntegrityHealthIndicator(damages).health();
        assertThat(health.getStatus()).as("everything else can be used").isEqualTo(Status.UP);
        assertThat(health.getDetails()).containsEntry("damaged", damages.all());

        Files.write(file, flipped(Files.readAllBytes(file)));
        scrub.round();
        assertThat(damages.all()).isEmpty();
    }

    @Test
    void whatCannotBeReadIsDamagedAndTheRestIsReadAllTheSame() throws IOException {
        Scrubbed unreadable = new Scrubbed("unreadable", source -> {
            throw new NoSuchFileException("piece");
        });

        scrub(unreadable, file("other", 1000)).round();

        assertThat(damages.all()).containsOnlyKeys("unreadable");
        assertThat(meters.get("latentry.scrub.bytes").counter().count()).isEqualTo(1000);
    }

    private Scrub scrub(Scrubbed... all) {
        Pace pace = new Pace(RATE, () -> requests > 0, () -> now, this::sleep);
        return new Scrub(() -> Stream.of(() -> new ArrayList<>(List.of(all))), pace, damages, PROPERTIES, meters);
    }

    /** Each sleep during a break sees one request off. */
    private void sleep(long nanos) {
        now += nanos;
        if (requests > 0) {
            requests--;
            sleptDuringBreak += nanos;
        }
    }

    private Scrubbed file(String name, int bytes) throws IOException {
        Path file = folder.resolve(name);
        Files.write(file, new byte[bytes]);
        return checked(file);
    }

    private static Scrubbed checked(Path file) throws IOException {
        String hash = Hashing.hash(file);
        return new Scrubbed(
                file.getFileName().toString(),
                source -> Hashing.hash(file, source).equals(hash) ? Optional.empty() : Optional.of("has changed"));
    }

    private static byte[] flipped(byte[] bytes) {
        bytes[bytes.length / 2] ^= 1;
        return bytes;
    }
}
