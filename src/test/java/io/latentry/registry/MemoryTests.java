package io.latentry.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latentry.model.CorruptDataException;
import io.latentry.model.Encoder;
import io.latentry.model.ImpossibleException;
import io.latentry.model.NotFoundException;
import io.latentry.model.Precision;
import io.latentry.model.RetryLaterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class MemoryTests {

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

        use("shirts");
        use("shirts@1");

        assertThat(kit.networks.loads).hasValue(1);
        assertThat(gauge("latentry.models.loaded")).isEqualTo(1);
        assertThat(gauge("latentry.models.memory")).isEqualTo(100);
        assertThat(kit.meters.get("latentry.models.load").timer().count()).isEqualTo(1);
    }

    @Test
    void loadsInThePrecisionThatTheOperatorWishesFor() {
        kit.publish("shirts", 1);
        kit.publish("half", 1);

        use("shirts");
        use("half@1");

        assertThat(kit.networks.precisions).containsExactly(Precision.FLOAT32, Precision.BFLOAT16);
    }

    @Test
    void loadsOnceForAllWhoAskAtTheSameTime() throws Exception {
        kit.publish("shirts", 1);

        Concurrently.call(8, index -> use("shirts"));

        assertThat(kit.networks.loads).hasValue(1);
    }

    @Test
    void evictsTheLeastRecentlyUsed() {
        kit.publishWithSize("a", 400);
        kit.publishWithSize("b", 400);
        kit.publishWithSize("c", 400);

        use("a");
        use("b");
        use("a");
        use("c");

        assertThat(isLoaded("a")).isTrue();
        assertThat(isLoaded("b")).isFalse();
        assertThat(isLoaded("c")).isTrue();
        assertThat(kit.networks.open).hasValue(2);
        assertThat(gauge("latentry.models.memory")).isEqualTo(800);
    }

    @Test
    void evictsNothingThatIsInUse() {
        kit.publishWithSize("a", 600);
        kit.publishWithSize("b", 600);

        try (Lease a = kit.lease("a")) {
            assertThatThrownBy(() -> kit.lease("b")).isInstanceOfSatisfying(RetryLaterException.class, e -> {
                assertThat(e.code()).isEqualTo("memory-busy");
                assertThat(e.isOverload()).isFalse();
                assertThat(e.retryAfter()).isPositive();
            });
            assertThat(a.network().as(Encoder.class)).isEmpty();
        }
        use("b");
        assertThat(isLoaded("a")).isFalse();
        assertThat(kit.networks.open).hasValue(1);
    }

    @Test
    void refusesWhatCanNeverFit() {
        kit.publishWithSize("huge", 1_001);

        assertThatThrownBy(() -> kit.lease("huge"))
                .isInstanceOfSatisfying(
                        ImpossibleException.class, e -> assertThat(e.code()).isEqualTo("model-too-large"));
        assertThat(kit.networks.open).hasValue(0);
        assertThat(gauge("latentry.models.memory")).isZero();
    }

    @Test
    void unloadsOnDemandWhenTheLastRequestIsDone() {
        kit.publish("shirts", 1);
        Lease first = kit.lease("shirts");
        Lease second = kit.lease("shirts");

        kit.memory.unload(first.version());
        assertThat(isLoaded("shirts")).isFalse();
        first.close();
        first.close();
        assertThat(second.network().as(Encoder.class)).isEmpty();
        assertThat(kit.networks.open).hasValue(1);

        second.close();
        assertThat(kit.networks.open).hasValue(0);
        assertThat(gauge("latentry.models.memory")).isZero();

        use("shirts");
        assertThat(kit.networks.loads).hasValue(2);
    }

    @Test
    void finishesRunningRequestsOfADeletedModel() {
        kit.publish("shirts", 1);

        try (Lease lease = kit.lease("shirts")) {
            kit.delete("shirts");
            assertThat(lease.network().as(Encoder.class)).isEmpty();
            assertThatThrownBy(() -> kit.lease("shirts@1")).isInstanceOf(NotFoundException.class);
        }

        assertThat(kit.networks.open).hasValue(0);
        assertThat(kit.blobFiles()).isEmpty();
    }

    @Test
    void forgetsAModelThatIsDeletedWhileItLoads() {
        kit.publish("shirts", 1);
        kit.networks.whileLoading = () -> kit.delete("shirts");

        assertThatThrownBy(() -> kit.lease("shirts")).isInstanceOf(NotFoundException.class);

        assertThat(kit.networks.open).hasValue(0);
        assertThat(kit.blobFiles()).isEmpty();
        assertThat(gauge("latentry.models.memory")).isZero();
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

        CompletableFuture<Void> slow = CompletableFuture.runAsync(() -> use("slow"));
        assertThat(loading.await(10, TimeUnit.SECONDS)).isTrue();
        use("quick");
        assertThat(isLoaded("slow")).isFalse();
        proceed.countDown();
        slow.get(10, TimeUnit.SECONDS);
        assertThat(isLoaded("slow")).isTrue();
    }

    @Test
    void whatAChildSharesCountsBeforeItIsLoaded() throws IOException {
        ModelVersion parent = kit.publish("parent", 1, 2, 3);
        ModelVersion child = kit.publishChild("child", parent, 4, 5);
        long both = parent.bytes() + child.bytes();
        kit = new RegistryKit(
                Files.createDirectory(folder.resolve("other")),
                new RegistryProperties(
                        DataSize.ofBytes(both - 1),
                        Duration.ofSeconds(1),
                        Set.of(),
                        false,
                        RegistryKit.artifactLimits()));
        kit.publishChild("child", kit.publish("parent", 1, 2, 3), 4, 5);

        assertThatExceptionOfType(ImpossibleException.class)
                .isThrownBy(() -> kit.lease("child"))
                .satisfies(e -> assertThat(e.code()).isEqualTo("model-too-large"));
        assertThat(kit.networks.loads).hasValue(0);
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

        CompletableFuture<Void> slow = CompletableFuture.runAsync(() -> use("slow"));
        assertThat(loading.await(10, TimeUnit.SECONDS)).isTrue();
        assertThatThrownBy(() -> kit.lease("slow"))
                .isInstanceOfSatisfying(
                        RetryLaterException.class, e -> assertThat(e.code()).isEqualTo("model-loading"));
        proceed.countDown();
        slow.get(10, TimeUnit.SECONDS);
        use("slow");
    }

    @Test
    void triesAgainAfterAFailedLoad() {
        kit.publish("shirts", 1);
        kit.networks.whileLoading = () -> {
            kit.networks.whileLoading = () -> {};
            throw new IllegalStateException("no engine");
        };

        assertThatThrownBy(() -> kit.lease("shirts")).hasMessage("no engine");
        assertThat(gauge("latentry.models.memory")).isZero();

        use("shirts");
        assertThat(gauge("latentry.models.loaded")).isEqualTo(1);
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
        use("shirts");
    }

    @Test
    void keepsItsBooksUnderManyThreads() throws Exception {
        for (String name : new String[] {"a", "b", "c", "d", "e"}) {
            kit.publishWithSize(name, 300);
        }

        Concurrently.call(8, thread -> {
            for (int i = 0; i < 200; i++) {
                String name =
                        String.valueOf((char) ('a' + ThreadLocalRandom.current().nextInt(5)));
                try (Lease lease = kit.lease(name)) {
                    assertThat(lease.network().as(Encoder.class)).isEmpty();
                    assertThat(gauge("latentry.models.memory")).isLessThanOrEqualTo(1_000);
                    if (i % 10 == 0) {
                        kit.memory.unload(lease.version());
                    }
                } catch (RetryLaterException e) {
                    assertThat(e.code()).isEqualTo("memory-busy");
                }
            }
            return thread;
        });

        assertThat(gauge("latentry.models.memory")).isEqualTo(300.0 * kit.networks.open.get());
        kit.memory.unloadAll();
        assertThat(kit.networks.open).hasValue(0);
        assertThat(gauge("latentry.models.memory")).isZero();
    }

    private String use(String reference) {
        try (Lease lease = kit.lease(reference)) {
            assertThat(lease.network().as(Encoder.class)).isEmpty();
            return lease.version().reference();
        }
    }

    private boolean isLoaded(String name) {
        return kit.memory.isLoaded(kit.table.findNewest(name).orElseThrow());
    }

    private double gauge(String name) {
        return kit.meters.get(name).gauge().value();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
