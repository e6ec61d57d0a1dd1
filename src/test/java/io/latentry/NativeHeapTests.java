package io.latentry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The system gets back what glibc keeps. */
@EnabledOnOs(OS.LINUX)
class NativeHeapTests {

    /** Small enough that glibc does not map each by itself, whatever it has learned before. */
    private static final int BYTES = 64 << 10;

    private static final int BUFFERS = 4_000;

    @Test
    void whatIsFreedGoesBackToTheSystem() throws Exception {
        List<ByteBuffer> buffers = new ArrayList<>();
        for (int i = 0; i < BUFFERS; i++) {
            buffers.add(ByteBuffer.allocateDirect(BYTES));
        }
        // One that stays, at the end: below it, glibc gives nothing back by itself.
        ByteBuffer last = ByteBuffer.allocateDirect(BYTES);
        assertThat(buffers).hasSize(BUFFERS);
        buffers.clear();
        awaitFreed();

        long before = resident();
        assertThat(NativeHeap.trim()).isTrue();
        assertThat(before - resident()).isGreaterThan((long) BUFFERS * BYTES / 2);
        assertThat(last.capacity()).isEqualTo(BYTES);
    }

    private static void awaitFreed() throws InterruptedException {
        for (int i = 0; i < 5; i++) {
            System.gc();
            Thread.sleep(200);
        }
    }

    private static long resident() throws IOException {
        String pages = Files.readString(Path.of("/proc/self/statm")).split(" ", 3)[1];
        return Long.parseLong(pages) * 4096;
    }
}
