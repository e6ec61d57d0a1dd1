package io.latentry.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of a process's resident memory counts as its peak. */
class PeakMemoryTests {

    @TempDir
    private Path folder;

    @Test
    void leavesOutPagesOfFiles() throws IOException {
        Path status = Files.writeString(folder.resolve("status"), """
                VmPeak:\t 3153080 kB
                VmHWM:\t   400000 kB
                VmRSS:\t   380000 kB
                RssAnon:\t 280000 kB
                RssFile:\t 100000 kB
                """);

        assertThat(PeakMemory.bytes(status)).hasValue(300_000.0 * 1024);
    }

    @Test
    void isUnknownWithoutAHighWaterMark() throws IOException {
        assertThat(PeakMemory.bytes(Files.writeString(folder.resolve("status"), "RssFile: 1 kB\n")))
                .isEmpty();
        assertThat(PeakMemory.bytes(folder.resolve("none"))).isEmpty();
    }
}
