package io.latentry.registry;

import io.latentry.core.error.CorruptDataException;
import io.latentry.model.Names;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Adds versions: first the weights and the description are on disk, then the row is committed. */
@Component
class Publisher {

    private final BlobStore blobs;
    private final VersionTable versions;
    private final ModelDescriptions descriptions;
    private final TransactionTemplate transaction;
    private final Clock clock = Clock.systemUTC();

    Publisher(BlobStore blobs, VersionTable versions, ModelDescriptions descriptions, TransactionTemplate transaction) {
        this.blobs = blobs;
        this.versions = versions;
        this.descriptions = descriptions;
        this.transaction = transaction;
    }

    ModelVersion publish(NewVersion version) {
        Names.check("model", version.name());
        return Objects.requireNonNull(transaction.execute(
                status -> versions.findByOrigin(version.origin()).orElseGet(() -> store(version))));
    }

    private ModelVersion store(NewVersion version) {
        pinInherited(version);
        PinnedBlob blob = blobs.store(version.weights());
        closeWithTransaction(blob);
        versions.lockOrCreate(version.name());
        // Of two that publish the same, the second waited for the lock and finds the first one's row.
        Optional<ModelVersion> same = versions.findByOrigin(version.origin());
        return same.orElseGet(() -> insert(version, blob));
    }

    private void pinInherited(NewVersion version) {
        for (String hash : version.inherited()) {
            closeWithTransaction(blobs.pin(hash)
                    .orElseThrow(() -> new CorruptDataException(
                            "weights-corrupt", "The parent's weights " + hash + " are missing")));
        }
    }

    private ModelVersion insert(NewVersion version, PinnedBlob blob) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        ModelVersion published = new ModelVersion(
                version.name(),
                versions.nextNumber(version.name()),
                version.config(),
                version.card(),
                blob.hash(),
                version.inherited(),
                size(blob),
                now);
        versions.insert(published, version.origin());
        descriptions.add(published, version.origin());
        return published;
    }

    /** The blob is pinned until the row that refers to it is committed, or never will be. */
    private static void closeWithTransaction(PinnedBlob blob) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                blob.close();
            }
        });
    }

    private static long size(PinnedBlob blob) {
        try {
            return Files.size(blob.file());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
