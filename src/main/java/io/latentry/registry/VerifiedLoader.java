package io.latentry.registry;

import io.latentry.model.CorruptDataException;
import io.latentry.model.ModelReference;
import io.latentry.model.Network;
import io.latentry.model.NetworkLoader;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Loads networks from blobs whose bytes are still those that were published. */
@Component
class VerifiedLoader {

    private static final Logger LOG = LoggerFactory.getLogger(VerifiedLoader.class);

    private final BlobStore blobs;
    private final VersionTable versions;
    private final NetworkLoader loader;
    private final Timer timer;

    VerifiedLoader(BlobStore blobs, VersionTable versions, NetworkLoader loader, MeterRegistry meters) {
        this.blobs = blobs;
        this.versions = versions;
        this.loader = loader;
        this.timer = Timer.builder("latentry.models.load")
                .description("Time to verify a model's weights and load them")
                .register(meters);
    }

    /**
     * Loads a version's network.
     *
     * @throws CorruptDataException if its weights are missing or not what was published
     * @throws io.latentry.model.NotFoundException if the version is being deleted
     */
    PinnedNetwork load(ModelVersion version) {
        return timer.record(() -> loadPinned(version));
    }

    private PinnedNetwork loadPinned(ModelVersion version) {
        PinnedBlob blob = open(version);
        try {
            Network network = loader.load(version.config(), List.of(blob.file()));
            PinnedNetwork pinned = new PinnedNetwork(network, blob);
            if (isDeleted(version)) {
                network.close();
                throw notFound(version);
            }
            LOG.info("Loaded {} ({} bytes)", version.reference(), network.bytes());
            return pinned;
        } catch (RuntimeException | Error e) {
            blob.close();
            throw e;
        }
    }

    /** A version's weights, verified. */
    PinnedBlob open(ModelVersion version) {
        PinnedBlob blob = blobs.pin(version.weights()).orElseThrow(() -> missing(version));
        try {
            if (!Hashing.hash(blob.file()).equals(version.weights())) {
                throw corrupt(version, "changed on disk");
            }
            return blob;
        } catch (IOException e) {
            blob.close();
            throw new UncheckedIOException(e);
        } catch (RuntimeException | Error e) {
            blob.close();
            throw e;
        }
    }

    private RuntimeException missing(ModelVersion version) {
        return isDeleted(version) ? notFound(version) : corrupt(version, "are missing");
    }

    private boolean isDeleted(ModelVersion version) {
        return versions.find(version.name(), version.version()).isEmpty();
    }

    private static RuntimeException notFound(ModelVersion version) {
        return Versions.notFound(ModelReference.parse(version.reference()));
    }

    private static CorruptDataException corrupt(ModelVersion version, String what) {
        LOG.error("The weights of {} (blob {}) {}; it cannot be used", version.reference(), version.weights(), what);
        return new CorruptDataException(
                "weights-corrupt",
                "The stored weights of " + version.reference() + " " + what
                        + "; import its artifact again, or restore the store from a backup");
    }
}
