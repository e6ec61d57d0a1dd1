package io.latentry.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSumsTests {

    @TempDir
    private Path folder;

    @Test
    void isTheTextThatSha256sumWrites() throws IOException {
        Path data = Files.writeString(folder.resolve("data.bin"), "abc");
        Path sums = folder.resolve("SHA256SUMS");

        FileSums.of(Map.of("data.bin", Hashing.hash(data))).write(sums);

        assertThat(sums).hasContent("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  data.bin\n");
        assertThat(FileSums.read(sums).of(data)).contains(Hashing.hash(data));
        assertThat(FileSums.read(sums).of(folder.resolve("other.bin"))).isEmpty();
    }

    @Test
    void whatIsDamagedHoldsNothing() throws IOException {
        Path sums = folder.resolve("SHA256SUMS");
        assertThat(FileSums.read(sums).byName()).isEmpty();
        Files.write(sums, new byte[0]);
        assertThat(FileSums.read(sums).byName()).isEmpty();
        Files.write(sums, new byte[] {(byte) 0xff, 0, 10});
        assertThat(FileSums.read(sums).byName()).isEmpty();
    }
}
