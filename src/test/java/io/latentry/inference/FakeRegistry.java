package io.latentry.inference;

import io.latentry.core.error.NotFoundException;
import io.latentry.core.error.RetryLaterException;
import io.latentry.model.Classifier;
import io.latentry.model.Decoder;
import io.latentry.model.Denoiser;
import io.latentry.model.Encoder;
import io.latentry.model.ItemShape;
import io.latentry.model.LayerReader;
import io.latentry.model.ModelCard;
import io.latentry.model.ModelConfig;
import io.latentry.model.ModelReference;
import io.latentry.model.Network;
import io.latentry.model.Posterior;
import io.latentry.model.Preprocessing;
import io.latentry.model.Reconstructor;
import io.latentry.model.Sampler;
import io.latentry.registry.Lease;
import io.latentry.registry.ModelRegistry;
import io.latentry.registry.ModelVersion;
import io.latentry.registry.NewVersion;
import io.latentry.registry.ReceivedFile;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Models of a few shapes, each in version 3 with the alias {@code best}; {@code busy} is never to be had. */
final class FakeRegistry implements ModelRegistry {

    static final ItemShape GREY = ItemShape.image(1, 16, 12);
    static final ItemShape COLOUR = ItemShape.image(3, 2, 4);
    static final ItemShape VECTOR = ItemShape.vector(5);

    private static final Set<Class<?>> ALL =
            Set.of(Encoder.class, Posterior.class, Decoder.class, Reconstructor.class, Denoiser.class, Sampler.class);
    private static final Set<Class<?>> AUTOENCODER = Set.of(Encoder.class, Decoder.class, Reconstructor.class);

    private static final Map<Class<?>, String> LABELS = Map.of(
            Encoder.class, "encode",
            Reconstructor.class, "reconstruct",
            Denoiser.class, "denoise",
            Sampler.class, "sample",
            Classifier.class, "classify");

    private static final Preprocessing PREPROCESSING =
            new Preprocessing(1, 16, 12, 12, "bilinear", List.of(0.5), List.of(0.5));

    private record Model(ItemShape shape, Set<Class<?>> roles) {}

    private static final Map<String, Model> MODELS = Map.of(
            "grey", new Model(GREY, ALL),
            "colour", new Model(COLOUR, ALL),
            "vector", new Model(VECTOR, ALL),
            "plain", new Model(GREY, AUTOENCODER),
            "classifier", new Model(GREY, Set.of(Encoder.class, Classifier.class, LayerReader.class)),
            "denoiser", new Model(GREY, Set.of(Denoiser.class)),
            "busy", new Model(GREY, ALL));

    final AtomicInteger open = new AtomicInteger();

    /** Whoever wants a model waits until it is open, if there is one. */
    volatile @Nullable CountDownLatch gate;

    @Override
    public ModelVersion publish(String name, String origin, ReceivedFile file) {
        throw new AssertionError("No test of this room asks for it");
    }

    @Override
    public ModelVersion publish(NewVersion version) {
        throw new AssertionError("No test of this room asks for it");
    }

    @Override
    public boolean lock(ModelReference reference) {
        throw new AssertionError("No test of this room asks for it");
    }

    @Override
    public boolean holds(List<String> blobs) {
        throw new AssertionError("No test of this room asks for it");
    }

    @Override
    public Set<String> jobsOnCards() {
        throw new AssertionError("No test of this room asks for it");
    }

    @Override
    public ModelVersion get(ModelReference reference) {
        Model model = MODELS.get(reference.name());
        if (model == null || !Set.of("", "3", "best").contains(reference.selector())) {
            throw new NotFoundException("model-not-found", "There is no model " + reference);
        }
        Set<String> capabilities = model.roles().stream()
                .filter(LABELS::containsKey)
                .map(LABELS::get)
                .collect(Collectors.toSet());
        List<Integer> code = List.of(model.shape().size());
        boolean classifies = model.roles().contains(Classifier.class);
        ModelConfig config = new ModelConfig(
                ModelConfig.FORMAT,
                "fake",
                model.shape().dimensions(),
                code,
                capabilities,
                0,
                Map.of(),
                classifies ? FakeNetwork.CLASSES : List.of(),
                classifies ? PREPROCESSING : null);
        ModelCard card = new ModelCard(
                "fake",
                Map.of(),
                new ModelCard.Dataset("shapes", "", 1, 1),
                new ModelCard.Training("", 0, 1, 1, 1, 1, Instant.EPOCH),
                null,
                null,
                Map.of(),
                Map.of(),
                null);
        return new ModelVersion(reference.name(), 3, config, card, "", List.of(), 0, Instant.EPOCH);
    }

    @Override
    public List<Path> files(ModelVersion version) {
        return List.of();
    }

    @Override
    public boolean isLoaded(ModelVersion version) {
        return true;
    }

    @Override
    public Lease lease(ModelReference reference) {
        ModelVersion version = get(reference);
        await(gate);
        if (version.name().equals("busy")) {
            throw RetryLaterException.unavailable("no-memory", "Another time", Duration.ofSeconds(2));
        }
        Network network = new FakeNetwork(
                version.config().shape(), MODELS.get(version.name()).roles());
        open.incrementAndGet();
        return new Lease() {
            @Override
            public ModelVersion version() {
                return version;
            }

            @Override
            public Network network() {
                return network;
            }

            @Override
            public void close() {
                open.decrementAndGet();
            }
        };
    }

    private static void await(@Nullable CountDownLatch latch) {
        try {
            if (latch != null) {
                latch.await();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
