package io.latentry.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.latentry.testing.Zip64;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZipDirectoryTests {

    private static final int BYTES = 2 * (46 + 1);

    @TempDir
    private Path folder;

    @Test
    void isReadFromEitherEnd() throws IOException {
        byte[] plain = zip();
        byte[] both = Zip64.withEnd64(plain, 0);

        assertThat(ZipDirectory.read(file(plain))).isEqualTo(new ZipDirectory(2, BYTES));
        assertThat(ZipDirectory.read(file(both))).isEqualTo(new ZipDirectory(2, BYTES));
        assertThat(ZipDirectory.read(file(Zip64.withMarks(both)))).isEqualTo(new ZipDirectory(2, BYTES));
    }

    @Test
    void isThatWhichJavasReaderFinds() throws IOException {
        for (byte[] zip : new byte[][] {zip(), Zip64.withEnd64(zip(), 0), Zip64.withMarks(Zip64.withEnd64(zip(), 0))}) {
            try (ZipFile read = new ZipFile(file(zip).toFile())) {
                assertThat(read.size()).isEqualTo(2);
            }
        }
    }

    @Test
    void mayNotBeTwo() {
        assertRefused(Zip64.withEnd64(zip(), 1), "contradict");
        assertRefused(Zip64.withEnd64(zip(), Long.MIN_VALUE), "contradict");
        assertRefused(Zip64.withMarks(Zip64.withEnd64(zip(), Long.MIN_VALUE)), "contradict");
    }

    @Test
    void mustBeWhole() {
        byte[] zip = zip();
        assertRefused(new byte[0], "cut off");
        assertRefused(Arrays.copyOf(zip, zip.length - 1), "cut off");
        assertRefused(Arrays.copyOf(zip, zip.length + 1), "after the end");
    }

    private void assertRefused(byte[] zip, String message) {
        assertThatExceptionOfType(ZipException.class)
                .isThrownBy(() -> ZipDirectory.read(file(zip)))
                .withMessageContaining(message);
    }

    private Path file(byte[] zip) throws IOException {
        return Files.write(folder.resolve("file.zip"), zip);
    }

    private static byte[] zip() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            out.putNextEntry(new ZipEntry("a"));
            out.putNextEntry(new ZipEntry("b"));
        } catch (IOException exception) {
            throw new AssertionError(exception);
        }
        return bytes.toByteArray();
    }
}
