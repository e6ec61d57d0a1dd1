package io.latentry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.NonWritableChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.h2.store.fs.FilePath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailStopFilesTests {

    @TempDir
    private Path folder;

    @Test
    void aFileTakesNoMoreChangesOnceOneFailed() throws IOException {
        FailStopFiles.register();
        Path file = Files.write(folder.resolve("file"), new byte[] {1, 2, 3});

        try (FileChannel failing = open(file, "r")) {
            assertThatThrownBy(() -> failing.write(ByteBuffer.allocate(1), 0))
                    .isInstanceOf(NonWritableChannelException.class);
            assertThatThrownBy(() -> failing.write(ByteBuffer.allocate(1), 0)).hasMessageContaining("no more changes");
            assertThatThrownBy(() -> failing.truncate(0)).hasMessageContaining("no more changes");
            assertThatThrownBy(() -> failing.force(true)).hasMessageContaining("no more changes");
            ByteBuffer read = ByteBuffer.allocate(3);
            assertThat(failing.read(read, 0)).isEqualTo(3);
            assertThat(read.array()).containsExactly(1, 2, 3);
        }

        try (FileChannel again = open(file, "rw")) {
            assertThat(again.write(ByteBuffer.wrap(new byte[] {4}), 0)).isOne();
        }
        assertThat(Files.readAllBytes(file)).containsExactly(4, 2, 3);
    }

    private static FileChannel open(Path file, String mode) throws IOException {
        return FilePath.get(FailStopFiles.SCHEME + ":" + file.toAbsolutePath()).open(mode);
    }
}
