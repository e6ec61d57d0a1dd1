package io.latentry.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.latentry.core.error.TrainingStoppedException;
import io.latentry.engine.SafeTensorsWriter.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Checkpoints that are not what was written: none of them changes what is learned. */
class CheckpointsTests extends MethodKit {

    private static final String NEWEST = "checkpoint.safetensors";
    private static final String PREVIOUS = "checkpoint-previous.safetensors";
    private static final Map<String, Object> SETTINGS = Map.of("epochs", 2);

    private byte[] undisturbed;
    private Path folder;

    @Override
    String method() {
        return "autoencoder";
    }

    /** Two epochs of nine steps, two in a chunk; five chunks are done. */
    @BeforeEach
    void interrupt() throws IOException {
        undisturbed = weights(SETTINGS, 1);
        folder = newFolder();
        assertThatExceptionOfType(TrainingStoppedException.class)
                .isThrownBy(() -> train(cases().get(0), SETTINGS, 1, folder, QuietMonitor.stoppingAfter(5)));
        assertThat(folder.resolve(NEWEST)).exists();
        assertThat(folder.resolve(PREVIOUS)).exists();
    }

    @Test
    void wholeCheckpointsAreGoneOnFrom() throws IOException {
        QuietMonitor monitor = resume();

        assertThat(monitor.damaged()).isEmpty();
        assertThat(monitor.resumed()).isOne();
    }

    @Test
    void aFlippedBitGoesBackToThePreviousCheckpoint() throws IOException {
        long size = Files.size(folder.resolve(NEWEST));
        for (long at : new long[] {3, 20, size / 3, size / 2, size - 60, size - 2}) {
            Path copy = copy();
            change(copy.resolve(NEWEST), bytes -> {
                bytes[(int) at] ^= 1;
                return bytes;
            });

            QuietMonitor monitor = resume(copy);

            assertThat(monitor.damaged()).as("byte %d", at).containsExactly(NEWEST + " true");
            assertThat(monitor.resumed()).isOne();
        }
    }

    @Test
    void aTruncatedCheckpointGoesBackToThePrevious() throws IOException {
        for (double part : new double[] {0, 0.001, 0.5, 0.99}) {
            Path copy = copy();
            change(copy.resolve(NEWEST), bytes -> Arrays.copyOf(bytes, (int) (part * bytes.length)));

            assertThat(resume(copy).damaged()).containsExactly(NEWEST + " true");
        }
    }

    @Test
    void ofTwoDamagedCheckpointsTheRunBeginsAgain() throws IOException {
        change(folder.resolve(NEWEST), bytes -> new byte[bytes.length]);
        change(folder.resolve(PREVIOUS), bytes -> Arrays.copyOf(bytes, bytes.length - 1));

        QuietMonitor monitor = resume();

        assertThat(monitor.damaged()).containsExactly(NEWEST + " true", PREVIOUS + " false");
        assertThat(monitor.resumed()).isZero();
    }

    /** As a crash leaves it between the two renamings. */
    @Test
    void thePreviousAloneIsGoneOnFrom() throws IOException {
        Files.delete(folder.resolve(NEWEST));

        QuietMonitor monitor = resume();

        assertThat(monitor.damaged()).isEmpty();
        assertThat(monitor.resumed()).isOne();
    }

    @Test
    void aCheckpointOfAnEarlierVersionHasNoChecksum() throws IOException {
        Files.delete(folder.resolve(PREVIOUS));
        withoutChecksum(folder.resolve(NEWEST));

        QuietMonitor monitor = resume();

        assertThat(monitor.damaged()).isEmpty();
        assertThat(monitor.resumed()).isOne();
    }

    @Test
    void aCutCheckpointOfAnEarlierVersionBeginsAgain() throws IOException {
        Files.delete(folder.resolve(PREVIOUS));
        withoutChecksum(folder.resolve(NEWEST));
        change(folder.resolve(NEWEST), bytes -> Arrays.copyOf(bytes, bytes.length / 2));

        QuietMonitor monitor = resume();

        assertThat(monitor.damaged()).containsExactly(NEWEST + " false");
        assertThat(monitor.resumed()).isZero();
    }

    private QuietMonitor resume() throws IOException {
        return resume(folder);
    }

    /** Goes on, to the same end. */
    private QuietMonitor resume(Path target) throws IOException {
        QuietMonitor monitor = QuietMonitor.patient();
        train(cases().get(0), SETTINGS, 1, target, monitor);
        assertThat(bytes(target)).isEqualTo(undisturbed);
        return monitor;
    }

    private Path copy() throws IOException {
        Path copy = newFolder();
        Files.copy(folder.resolve(NEWEST), copy.resolve(NEWEST));
        Files.copy(folder.resolve(PREVIOUS), copy.resolve(PREVIOUS));
        return copy;
    }

    private static void change(Path file, UnaryOperator<byte[]> change) throws IOException {
        Files.write(file, change.apply(Files.readAllBytes(file)));
    }

    private static void withoutChecksum(Path file) {
        Map<String, Entry> entries = new TreeMap<>();
        try (SafeTensorsReader reader = SafeTensorsReader.open(file)) {
            reader.entries().forEach((name, entry) -> {
                if (!name.equals("sum")) {
                    entries.put(name, new Entry(entry.type(), entry.shape(), reader.bytes(name)));
                }
            });
        }
        SafeTensorsWriter.write(file, Map.of(), entries);
    }
}
