package io.latentry.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.latentry.core.error.DiskFullException;
import io.latentry.core.error.LatentryException;
import io.latentry.core.error.RetryLaterException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a store refuses and allows as its volume changes, without a volume. */
class StorageMonitorTests {

    private static final int CLOSED = 90098;

    private final Volume volume = new Volume();
    private final StorageMonitor storage = new StorageMonitor(volume, volume);
    private final List<StorageCondition> changes = new ArrayList<>();

    @Test
    void eachConditionHasItsRefusal() {
        assertThatCode(storage::admit).doesNotThrowAnyException();

        volume.condition = StorageCondition.FULL;
        storage.check();
        assertRefused(DiskFullException.class, "disk-full");

        volume.condition = StorageCondition.READ_ONLY;
        storage.check();
        assertRefused(RetryLaterException.class, "storage-read-only");

        volume.condition = StorageCondition.LOST;
        storage.check();
        assertRefused(RetryLaterException.class, "storage-lost");

        volume.condition = StorageCondition.WRITABLE;
        storage.check();
        assertThatCode(storage::admit).doesNotThrowAnyException();
    }

    private void assertRefused(Class<? extends LatentryException> kind, String code) {
        assertThatThrownBy(storage::admit)
                .isInstanceOfSatisfying(
                        kind, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    @Test
    void eachChangeIsReportedOnce() {
        storage.onChange(state -> changes.add(state.condition()));
        for (StorageCondition condition : List.of(
                StorageCondition.WRITABLE,
                StorageCondition.FULL,
                StorageCondition.FULL,
                StorageCondition.READ_ONLY,
                StorageCondition.WRITABLE,
                StorageCondition.WRITABLE)) {
            volume.condition = condition;
            storage.check();
        }
        assertThat(changes)
                .containsExactly(StorageCondition.FULL, StorageCondition.READ_ONLY, StorageCondition.WRITABLE);
    }

    @Test
    void deletionsUseTheReserveOfAFullDiskOnly() {
        volume.condition = StorageCondition.FULL;
        storage.check();
        EssentialWrites.run(() -> {
            assertThatCode(storage::admit).doesNotThrowAnyException();
            return 0;
        });
        assertThat(volume.roomMade).isTrue();
        assertRefused(DiskFullException.class, "disk-full");

        volume.condition = StorageCondition.READ_ONLY;
        storage.check();
        assertThatThrownBy(() -> EssentialWrites.run(() -> {
                    storage.admit();
                    return 0;
                }))
                .isInstanceOf(RetryLaterException.class);
    }

    @Test
    void aDiskThatFillsBetweenTwoLooksIsNoticedByTheNextWriter() throws Exception {
        volume.condition = StorageCondition.FULL;
        volume.room = false;
        TimeUnit.MILLISECONDS.sleep(250); // A look is fresh for 200 ms.
        assertRefused(DiskFullException.class, "disk-full");
    }

    @Test
    void aClosedDatabaseIsOpenedAgainAndNothingIsWritableBefore() {
        volume.usable = false;
        volume.opens = false;
        assertThat(storage.explain(new IllegalStateException(new SQLException("closed", "90098", CLOSED))))
                .hasValueSatisfying(refusal -> assertThat(refusal.code()).isEqualTo("storage-read-only"));
        assertRefused(RetryLaterException.class, "storage-read-only");

        volume.opens = true;
        assertThat(storage.check().isWritable()).isTrue();
        assertThatCode(storage::admit).doesNotThrowAnyException();
        assertThat(volume.usable).isTrue();
    }

    @Test
    void aFaultThatHasPassedIsToBeTriedAgain() {
        IOException full = new IOException("No space left on device");
        assertThat(storage.explain(new UncheckedIOException(full)))
                .hasValueSatisfying(refusal -> assertThat(refusal.code()).isEqualTo("storage-unavailable"));
    }

    @Test
    void itsOwnRefusalsAreExplainedEvenWhenItCanBeWrittenAgain() {
        for (StorageCondition condition :
                List.of(StorageCondition.FULL, StorageCondition.READ_ONLY, StorageCondition.LOST)) {
            volume.condition = condition;
            storage.check();
            Throwable refusal = catchThrowable(storage::admit);
            assertThat(storage.explain(refusal)).containsSame((LatentryException) refusal);

            volume.condition = StorageCondition.WRITABLE;
            storage.check();
            assertThat(storage.explain(new IllegalStateException(refusal))).containsSame((LatentryException) refusal);
        }
        RetryLaterException another = RetryLaterException.overloaded("queue-full", "no", Duration.ofSeconds(1));
        assertThat(storage.explain(another)).isEmpty();
    }

    @Test
    void otherFailuresAreNotTheStores() {
        assertThat(storage.explain(new IllegalStateException("a bug"))).isEmpty();
        assertThat(storage.explain(new IOException("malformed"))).isEmpty();
        assertThat(storage.suspect(new IOException("malformed"))).isFalse();
        assertThat(storage.suspect(new SQLException("closed", "90098", CLOSED))).isTrue();

        volume.condition = StorageCondition.READ_ONLY;
        storage.check();
        assertThat(storage.explain(new IllegalStateException("a bug"))).isEmpty();
        assertThat(storage.explain(new IOException("Schreibgeschützt"))).isPresent();
    }

    @Test
    void whatWasCommittedToALostHomeIsNotAcknowledged() {
        volume.condition = StorageCondition.LOST;
        volume.loss = Optional.of("there is no folder");
        assertThatThrownBy(storage::confirm)
                .isInstanceOfSatisfying(
                        RetryLaterException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("storage-lost"));

        volume.condition = StorageCondition.WRITABLE;
        volume.loss = Optional.empty();
        storage.check();
        assertThat(volume.reopened)
                .as("handles may be of what was mounted before")
                .isPositive();
        assertThatCode(storage::confirm).doesNotThrowAnyException();
    }

    @Test
    void aJobWaitsUntilThereIsRoom() throws Exception {
        volume.room = false;
        CompletableFuture<Boolean> wait = CompletableFuture.supplyAsync(() -> await(false));
        volume.room = true;
        assertThat(wait.get(10, TimeUnit.SECONDS)).isTrue();

        volume.room = false;
        assertThat(await(true)).as("given up").isFalse();
    }

    private boolean await(boolean given) {
        try {
            return storage.await(1, () -> given);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** A volume and a database as a test has them. */
    private static final class Volume implements StorageProbe, StorageDatabase {

        private volatile StorageCondition condition = StorageCondition.WRITABLE;
        private volatile boolean room = true;
        private Optional<String> loss = Optional.empty();
        private boolean roomMade;
        private boolean usable = true;
        private boolean opens = true;
        private int reopened;

        @Override
        public StorageState look(boolean thoroughly) {
            return new StorageState(condition, "a test says so", 1, 1);
        }

        @Override
        public boolean hasRoom(long bytes) {
            return room;
        }

        @Override
        public Optional<String> loss() {
            return loss;
        }

        @Override
        public void makeRoomToDelete() {
            roomMade = true;
        }

        @Override
        public boolean isUsable(boolean forChanges) {
            return usable;
        }

        @Override
        public void reopen(boolean forChanges) {
            reopened++;
            usable = opens;
        }
    }
}
