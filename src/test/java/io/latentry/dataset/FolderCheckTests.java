package io.latentry.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.latentry.core.error.CorruptDataException;
import io.latentry.core.error.RetryLaterException;
import io.latentry.model.ElementType;
import io.latentry.model.ItemShape;
import io.latentry.storage.FileSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bytes of a dataset that flip on the disk. */
class FolderCheckTests {

    private static final int[] FIRST = {0};
    private static final int[] LAST = {6};

    @TempDir
    private Path folder;

    private Path piece;
    private Path sums;

    /** Seven items of two bytes in pieces of two. */
    @BeforeEach
    void write() throws IOException {
        try (DatasetWriter writer =
                new DatasetWriter(folder, ItemShape.image(1, 1, 2), ElementType.UINT8, Optional.empty(), 5)) {
            for (int i = 0; i < 7; i++) {
                writer.add(Split.TRAIN, ByteBuffer.wrap(new byte[] {(byte) i, (byte) (10 * i)}), i % 2);
            }
            writer.add(Split.TEST, ByteBuffer.wrap(new byte[] {1, 2}), 1);
            writer.seal(Labelling.named(List.of("even", "odd")));
        }
        piece = folder.resolve("train-3.bin");
        sums = folder.resolve("SHA256SUMS");
    }

    @Test
    void aFlippedByteIsNotReadAndThenNothingElseEither() throws IOException {
        flip(piece);
        StoredDataset dataset = StoredDataset.open(folder);

        assertThat(dataset.tensor(Split.TRAIN, FIRST).toArray()).hasSize(2);
        assertThatExceptionOfType(CorruptDataException.class)
                .isThrownBy(() -> dataset.tensor(Split.TRAIN, LAST))
                .withMessageContaining("train-3.bin is not what was stored")
                .satisfies(damage -> assertThat(damage.code()).isEqualTo("dataset-damaged"));
        assertThatExceptionOfType(CorruptDataException.class).isThrownBy(() -> dataset.tensor(Split.TEST, FIRST));
    }

    @Test
    void flippedLabelsAreNotRead() throws IOException {
        flip(folder.resolve("train-labels.bin"));
        StoredDataset dataset = StoredDataset.open(folder);

        assertThatExceptionOfType(CorruptDataException.class).isThrownBy(() -> dataset.labels(Split.TRAIN));
        assertThatExceptionOfType(CorruptDataException.class)
                .isThrownBy(() -> dataset.items(Split.TRAIN).label(0));
    }

    @Test
    void aDatasetOfAnEarlierVersionGetsChecksumsIfItsContentsAreRight() throws IOException {
        String written = Files.readString(sums);
        Files.delete(sums);

        FolderCheck.of(folder, true).require(piece);

        assertThat(sums).hasContent(written);
        assertThatCode(() -> StoredDataset.open(folder).tensor(Split.TRAIN, LAST))
                .doesNotThrowAnyException();
    }

    @Test
    void aDatasetOfAnEarlierVersionIsComparedWithItsContents() throws IOException {
        Files.delete(sums);
        flip(piece);

        assertThatExceptionOfType(CorruptDataException.class)
                .isThrownBy(() -> FolderCheck.of(folder, true).require(folder.resolve("train-0.bin")));
        assertThat(sums).doesNotExist();
    }

    @Test
    void damagedChecksumsAreMadeAgain() throws IOException {
        String written = Files.readString(sums);
        Files.writeString(sums, written.replace('a', 'b'));

        FolderCheck.of(folder, true).require(piece);

        assertThat(sums).hasContent(written);
    }

    @Test
    void theServerLooksAgainWhenAFileHasChanged() throws IOException {
        DatasetChecks checks = new DatasetChecks();
        checks.require(checks.of(folder), piece);
        byte[] right = Files.readAllBytes(piece);

        flip(piece);
        assertThatExceptionOfType(CorruptDataException.class)
                .isThrownBy(() -> checks.require(checks.of(folder), piece));
        assertThatExceptionOfType(CorruptDataException.class).isThrownBy(() -> checks.requireNoKnownDamage(folder));

        Files.write(piece, right);
        assertThatCode(() -> checks.requireNoKnownDamage(folder)).doesNotThrowAnyException();
        checks.require(checks.of(folder), piece);
    }

    @Test
    void theScrubFindsWhatNobodyHasRead() throws IOException {
        FolderCheck check = FolderCheck.of(folder, true);
        check.require(piece);
        flip(folder.resolve("test-0.bin"));

        check.readAll(FileSource.DIRECT);

        assertThatExceptionOfType(CorruptDataException.class)
                .isThrownBy(check::requireSound)
                .withMessageContaining("test-0.bin");
    }

    @Test
    void aRequestWaitsForTheCheckOfALargeDatasetOnlyAWhile() {
        DatasetChecks impatient = new DatasetChecks(0, Duration.ofMillis(1));
        FolderCheck check = impatient.of(folder);
        synchronized (check) { // as another reader of the same files has it
            assertThatExceptionOfType(RetryLaterException.class)
                    .isThrownBy(() -> impatient.require(check, piece))
                    .satisfies(later -> assertThat(later.code()).isEqualTo("dataset-checking"));
        }

        assertThatCode(() -> new DatasetChecks(0, Duration.ofMinutes(1)).require(check, piece))
                .doesNotThrowAnyException();
    }

    @Test
    void whatAnotherThreadFoundDamagedIsRefusedForThat() throws IOException {
        flip(piece);
        DatasetChecks patient = new DatasetChecks(0, Duration.ofMinutes(1));

        assertThatExceptionOfType(CorruptDataException.class)
                .isThrownBy(() -> patient.require(patient.of(folder), piece))
                .withMessageContaining("train-3.bin");
    }

    @Test
    void aManifestOfOtherContentsIsRefused() {
        assertThatExceptionOfType(CorruptDataException.class)
                .isThrownBy(() -> StoredDataset.open(folder, "0".repeat(64)))
                .withMessageContaining("dataset.json");
    }

    @Test
    void aMissingPieceIsDamage() throws IOException {
        Files.delete(piece);

        assertThatExceptionOfType(CorruptDataException.class)
                .isThrownBy(() -> StoredDataset.open(folder))
                .withMessageContaining("train-3.bin is missing");
    }

    private static void flip(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 4;
        Files.write(file, bytes);
    }
}
