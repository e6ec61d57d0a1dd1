package io.latentry.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latentry.core.error.ImpossibleException;
import io.latentry.core.error.NotFoundException;
import io.latentry.core.error.RetryLaterException;
import io.latentry.model.Encoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/** Which networks stay in memory, and which make room. */
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
    void evictsTheLeastRecentlyUsed() {
        kit.publishWithSize("a", 400);
        kit.publishWithSize("b", 400);
        kit.publishWithSize("c", 400);

        kit.use("a");
        kit.use("b");
        kit.use("a");
        kit.use("c");

        assertThat(kit.isLoaded("a")).isTrue();
        assertThat(kit.isLoaded("b")).isFalse();
        assertThat(kit.isLoaded("c")).isTrue();
        assertThat(kit.networks.open).hasValue(2);
        assertThat(kit.gauge("latentry.models.memory")).isEqualTo(800);
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
        kit.use("b");
        assertThat(kit.isLoaded("a")).isFalse();
        assertThat(kit.networks.open).hasValue(1);
    }

    @Test
    void refusesWhatCanNeverFit() {
        kit.publishWithSize("huge", 1_001);

        assertThatThrownBy(() -> kit.lease("huge"))
                .isInstanceOfSatisfying(
                        ImpossibleException.class, e -> assertThat(e.code()).isEqualTo("model-too-large"));
        assertThat(kit.networks.open).hasValue(0);
        assertThat(kit.gauge("latentry.models.memory")).isZero();
    }

    @Test
    void unloadsOnDemandWhenTheLastRequestIsDone() {
        kit.publish("shirts", 1);
        Lease first = kit.lease("shirts");
        Lease second = kit.lease("shirts");

        kit.memory.unload(first.version());
        assertThat(kit.isLoaded("shirts")).isFalse();
        first.close();
        first.close();
        assertThat(second.network().as(Encoder.class)).isEmpty();
        assertThat(kit.networks.open).hasValue(1);

        second.close();
        assertThat(kit.networks.open).hasValue(0);
        assertThat(kit.gauge("latentry.models.memory")).isZero();

        kit.use("shirts");
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
        assertThat(kit.gauge("latentry.models.memory")).isZero();
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
                    assertThat(kit.gauge("latentry.models.memory")).isLessThanOrEqualTo(1_000);
                    if (i % 10 == 0) {
                        kit.memory.unload(lease.version());
                    }
                } catch (RetryLaterException e) {
                    assertThat(e.code()).isEqualTo("memory-busy");
                }
            }
            return thread;
        });

        assertThat(kit.gauge("latentry.models.memory")).isEqualTo(300.0 * kit.networks.open.get());
        kit.memory.unloadAll();
        assertThat(kit.networks.open).hasValue(0);
        assertThat(kit.gauge("latentry.models.memory")).isZero();
    }
}
