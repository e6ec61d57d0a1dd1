package io.latentry.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.latentry.job.WorkerFailure;
import io.latentry.job.WorkerStopped;
import io.latentry.model.DownloadProgress;
import io.latentry.testing.FileServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadTests {

    private static final byte[] FILE = new byte[1_000_003];

    static {
        new Random(1).nextBytes(FILE);
    }

    @TempDir
    Path folder;

    private FileServer server;
    private FakeWorker worker;

    @BeforeEach
    void serve() throws Exception {
        server = new FileServer(FILE);
        worker = new FakeWorker(folder);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void fetchesAFileAndTellsHowFarItIs() throws Exception {
        run("/file", sha256(FILE));

        assertThat(received()).isEqualTo(FILE);
        DownloadProgress last = worker.progress.get(worker.progress.size() - 1);
        assertThat(last.bytes())
                .isEqualTo(FILE.length)
                .isEqualTo(last.totalBytes())
                .isEqualTo(last.step());
        assertThat(last.bytesPerSecond()).isPositive();
    }

    @Test
    void fetchesAnEmptyFile() throws Exception {
        server.serve(new byte[0]);

        run("/file", sha256(new byte[0]));

        assertThat(received()).isEmpty();
    }

    @Test
    void goesOnWhereTheSourceCutItOff() throws Exception {
        server.cutAfter(400_000, 2);

        run("/file", sha256(FILE));

        assertThat(received()).isEqualTo(FILE);
        assertThat(server.ranges()).containsExactly("", "bytes=400000-", "bytes=800000-");
    }

    @Test
    void goesOnWhereAnEarlierWorkerStopped() throws Exception {
        worker.stopAt = 300_000;
        assertThatExceptionOfType(WorkerStopped.class).isThrownBy(() -> run("/file", sha256(FILE)));
        long had = Files.size(folder.resolve("received.part"));
        worker.stopAt = Long.MAX_VALUE;

        run("/file", sha256(FILE));

        assertThat(received()).isEqualTo(FILE);
        assertThat(had).isBetween(300_000L, 400_000L);
        assertThat(server.ranges()).containsExactly("", "bytes=" + had + "-");
    }

    @Test
    void asksForNothingThatIsThere() throws Exception {
        Files.write(folder.resolve("received.part"), FILE);

        run("/file", sha256(FILE));

        assertThat(received()).isEqualTo(FILE);
        assertThat(server.ranges()).isEmpty();
    }

    @Test
    void beginsAnewWhereTheFileHasChanged() throws Exception {
        worker.stopAt = 300_000;
        assertThatExceptionOfType(WorkerStopped.class).isThrownBy(() -> run("/file", sha256(FILE)));
        worker.stopAt = Long.MAX_VALUE;
        byte[] other = new byte[500_000];
        server.serve(other);

        run("/file", sha256(other));

        assertThat(received()).isEqualTo(other);
    }

    @Test
    void beginsAnewWhereASourceWithoutTagsHasAnotherFile() throws Exception {
        server.tagless();
        worker.stopAt = 300_000;
        assertThatExceptionOfType(WorkerStopped.class).isThrownBy(() -> run("/file", sha256(FILE)));
        worker.stopAt = Long.MAX_VALUE;
        byte[] other = new byte[500_000];
        server.serve(other);

        run("/file", sha256(other));

        assertThat(received()).isEqualTo(other);
    }

    @Test
    void beginsAnewWhereASourceWithoutTagsReplacesTheFileMeanwhile() throws Exception {
        server.tagless();
        beginsAnewWhereTheFileIsReplacedMeanwhile();
        assertThat(server.ranges()).containsExactly("", "bytes=400000-", "");
    }

    @Test
    void beginsAnewWhereASourceWithWeakTagsReplacesTheFileMeanwhile() throws Exception {
        server.weaklyTagged();
        beginsAnewWhereTheFileIsReplacedMeanwhile();
        assertThat(server.ranges()).containsExactly("", "bytes=400000-", "");
    }

    @Test
    void beginsAnewWhereASourceWithTagsReplacesTheFileMeanwhile() throws Exception {
        beginsAnewWhereTheFileIsReplacedMeanwhile();
        assertThat(server.ranges()).containsExactly("", "bytes=400000-");
    }

    private void beginsAnewWhereTheFileIsReplacedMeanwhile() throws Exception {
        byte[] other = new byte[FILE.length];
        new Random(2).nextBytes(other);
        server.cutAfter(400_000, 1);
        server.replaceAtCut(other);

        run("/file", sha256(other));

        assertThat(received()).isEqualTo(other);
    }

    @Test
    void followsRedirectsToWhereItMay() throws Exception {
        run("/moved", sha256(FILE));

        assertThat(received()).isEqualTo(FILE);
    }

    @Test
    void doesNotFollowRedirectsToElsewhere() {
        fails("/elsewhere", sha256(FILE), "source-not-allowed");
        assertThat(server.ranges()).isEmpty();
    }

    @Test
    void doesNotRunInCircles() {
        fails("/circle", sha256(FILE), "source-refused");
    }

    @Test
    void saysWhatTheSourceAnswered() {
        assertThat(fails("/missing", sha256(FILE), "source-refused")).hasMessageContaining("404");
    }

    @Test
    void givesUpOnASourceThatKeepsFailing() {
        assertThat(fails("/broken", sha256(FILE), "source-unavailable")).hasMessageContaining("503");
    }

    @Test
    void givesUpOnASourceThatNeverGetsFurther() {
        server.rangeless();
        server.cutAfter(400_000, Integer.MAX_VALUE);

        fails("/file", sha256(FILE), "source-unavailable");

        assertThat(server.ranges()).hasSizeBetween(3, 6);
    }

    @Test
    void isPatientWithASourceThatIsBusy() throws Exception {
        server.refuse(2, "1");
        long start = System.nanoTime();

        run("/file", sha256(FILE));

        assertThat(received()).isEqualTo(FILE);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofSeconds(2));
    }

    @Test
    void takesNoOtherFile() {
        fails("/file", sha256(new byte[1]), "checksum-mismatch");
        assertThat(folder.toFile().list()).containsExactly(DownloadLimits.FILE);
    }

    @Test
    void takesNoMoreThanIsAllowedWhateverIsAnnounced() {
        server.serve(new byte[2_000_000]);
        fails("/file", sha256(FILE), "artifact-too-large");
        fails("/endless", sha256(FILE), "artifact-too-large");
        assertThat(folder.toFile().list()).containsExactly(DownloadLimits.FILE);
    }

    private WorkerFailure fails(String path, String sha256, String code) {
        return worker.fails(server.address() + path, sha256, code);
    }

    private void run(String path, String sha256) throws Exception {
        worker.run(server.address() + path, sha256);
    }

    private byte[] received() throws Exception {
        return Files.readAllBytes(folder.resolve("received"));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
