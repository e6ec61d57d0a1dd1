package io.latentry.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latentry.core.error.CorruptDataException;
import io.latentry.core.error.RetryLaterException;
import io.latentry.model.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/** When networks are loaded, and what happens meanwhile. */
class LoadingTests {

    @TempDir
    Path folder;

    private RegistryKit kit;

    /** With a memory budget of 1,000 bytes. */
    @BeforeEach
    void open() {
        kit = new RegistryKit(folder);
    }

    @Test
    void loadsOnFirstUseAndKeepsIt() {
        kit.publish("shirts", 1);
        assertThat(kit.networks.loads).hasValue(0);

        kit.use("shirts");
        kit.use("shirts@1");

        assertThat(kit.networks.loads).hasValue(1);
        assertThat(kit.gauge("latentry.models.loaded")).isEqualTo(1);
        assertThat(kit.gauge("latentry.models.memory")).isEqualTo(100);
        assertThat(kit.meters.get("latentry.models.load").timer().count()).isEqualTo(1);
    }

    @Test
    void loadsInThePrecisionThatTheOperatorWishesFor() {
        kit.publish("shirts", 1);
        kit.publish("half", 1);

        kit.use("shirts");
        kit.use("half@1");

        assertThat(kit.networks.precisions).containsExactly(Precision.FLOAT32, Precision.BFLOAT16);
    }

    @Test
    void loadsOnceForAllWhoAskAtTheSameTime() throws Exception {
        kit.publish("shirts", 1);

        Concurrently.call(8, index -> kit.use("shirts"));

        assertThat(kit.networks.loads).hasValue(1);
    }

    @Test
    void loadingOneModelDoesNotHoldUpOthers() throws Exception {
        kit.publish("slow", 1);
        kit.publish("quick", 2);
        CountDownLatch loading = new CountDownLatch(1);
        CountDownLatch proceed = new CountDownLatch(1);
        kit.networks.whileLoading = () -> {
            kit.networks.whileLoading = () -> {};
            loading.countDown();
            awaitQuietly(proceed);
        };

        CompletableFuture<Void> slow = CompletableFuture.runAsync(() -> kit.use("slow"));
        assertThat(loading.await(10, TimeUnit.SECONDS)).isTrue();
        kit.use("quick");
        assertThat(kit.isLoaded("slow")).isFalse();
        proceed.countDown();
        slow.get(10, TimeUnit.SECONDS);
        assertThat(kit.isLoaded("slow")).isTrue();
    }

    @Test
    void doesNotWaitForEverForAnothersLoading() throws Exception {
        kit = new RegistryKit(
                folder,
                new RegistryProperties(
                        DataSize.ofBytes(1_000), Duration.ofMillis(1), Set.of(), false, RegistryKit.artifactLimits()));
        kit.publish("slow", 1);
        CountDownLatch loading = new CountDownLatch(1);
        CountDownLatch proceed = new CountDownLatch(1);
        kit.networks.whileLoading = () -> {
            loading.countDown();
            awaitQuietly(proceed);
        };

        CompletableFuture<Void> slow = CompletableFuture.runAsync(() -> kit.use("slow"));
        assertThat(loading.await(10, TimeUnit.SECONDS)).isTrue();
        assertThatThrownBy(() -> kit.lease("slow"))
                .isInstanceOfSatisfying(
                        RetryLaterException.class, e -> assertThat(e.code()).isEqualTo("model-loading"));
        proceed.countDown();
        slow.get(10, TimeUnit.SECONDS);
        kit.use("slow");
    }

    @Test
    void triesAgainAfterAFailedLoad() {
        kit.publish("shirts", 1);
        kit.networks.whileLoading = () -> {
            kit.networks.whileLoading = () -> {};
            throw new IllegalStateException("no engine");
        };

        assertThatThrownBy(() -> kit.lease("shirts")).hasMessage("no engine");
        assertThat(kit.gauge("latentry.models.memory")).isZero();

        kit.use("shirts");
        assertThat(kit.gauge("latentry.models.loaded")).isEqualTo(1);
    }

    @Test
    void refusesDamagedWeightsUntilTheyArePublishedAgain() throws IOException {
        Path blob = kit.home.blobs().resolve(kit.publish("shirts", 1).weights());
        byte[] bytes = Files.readAllBytes(blob);
        bytes[bytes.length - 1]++;
        Files.write(blob, bytes);

        assertThatThrownBy(() -> kit.lease("shirts"))
                .isInstanceOfSatisfying(
                        CorruptDataException.class, e -> assertThat(e.code()).isEqualTo("weights-corrupt"));
        assertThat(kit.networks.loads).hasValue(0);

        Files.delete(blob);
        assertThatThrownBy(() -> kit.lease("shirts")).isInstanceOf(CorruptDataException.class);

        Files.write(blob, bytes);
        kit.publish("again", 1);
        kit.use("shirts");
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
