package io.latentry.registry;

import io.latentry.core.error.CorruptDataException;
import io.latentry.model.ModelReference;
import io.latentry.model.Network;
import io.latentry.model.NetworkLoader;
import io.latentry.storage.Hashing;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Loads networks from blobs whose bytes are still those that were published. */
@Component
class VerifiedLoader {

    private static final Logger LOG = LoggerFactory.getLogger(VerifiedLoader.class);

    private final BlobStore store;
    private final VersionTable versions;
    private final NetworkLoader loader;
    private final RegistryProperties properties;
    private final Timer timer;

    VerifiedLoader(
            BlobStore store,
            VersionTable versions,
            NetworkLoader loader,
            RegistryProperties properties,
            MeterRegistry meters) {
        this.store = store;
        this.versions = versions;
        this.loader = loader;
        this.properties = properties;
        this.timer = Timer.builder("latentry.models.load")
                .description("Time to verify a model's weights and load them")
                .register(meters);
    }

    /**
     * Loads a version's network.
     *
     * @throws CorruptDataException if its weights are missing or not what was published
     * @throws io.latentry.core.error.NotFoundException if the version is being deleted
     */
    PinnedNetwork load(ModelVersion version) {
        return timer.record(() -> loadPinned(version));
    }

    /** What a version's weights take on disk, those that it shares with others included. */
    long bytes(ModelVersion version) {
        return store.bytes(version.blobs());
    }

    private PinnedNetwork loadPinned(ModelVersion version) {
        PinnedBlobs blobs = open(version);
        try {
            Network network = loader.load(version.config(), blobs.files(), properties.precision(version.name()));
            PinnedNetwork pinned = new PinnedNetwork(network, blobs);
            if (isDeleted(version)) {
                network.close();
                throw notFound(version);
            }
            LOG.info("Loaded {} ({} bytes)", version.reference(), network.bytes());
            return pinned;
        } catch (RuntimeException | Error e) {
            blobs.close();
            throw e;
        }
    }

    /** A version's weights, verified. */
    PinnedBlobs open(ModelVersion version) {
        List<PinnedBlob> opened = new ArrayList<>();
        try {
            version.blobs().forEach(hash -> opened.add(open(version, hash)));
            return new PinnedBlobs(opened);
        } catch (RuntimeException | Error e) {
            opened.forEach(PinnedBlob::close);
            throw e;
        }
    }

    private PinnedBlob open(ModelVersion version, String hash) {
        PinnedBlob blob = store.pin(hash).orElseThrow(() -> missing(version));
        try {
            if (!Hashing.hash(blob.file()).equals(hash)) {
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
        LOG.error("The weights of {} (blobs {}) {}; it cannot be used", version.reference(), version.blobs(), what);
        return new CorruptDataException(
                "weights-corrupt",
                "The stored weights of " + version.reference() + " " + what
                        + "; import its artifact again, or restore the store from a backup");
    }
}
