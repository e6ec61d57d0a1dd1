package io.latentry.engine;

import io.latentry.engine.family.Family;
import io.latentry.model.Classifier;
import io.latentry.model.DatasetFacts;
import io.latentry.model.Decoder;
import io.latentry.model.ElementType;
import io.latentry.model.Encoder;
import io.latentry.model.ItemShape;
import io.latentry.model.ModelConfig;
import io.latentry.model.Network;
import io.latentry.model.Reconstructor;
import io.latentry.model.Tensor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs every method's network for a while, so that the first caller does not meet a cold engine and a cold JVM. */
public final class Practice {

    private static final ItemShape SHAPE = ItemShape.image(1, 28, 28);
    private static final DatasetFacts FACTS =
            new DatasetFacts(SHAPE, ElementType.UINT8, 1, 0, 0, 1, List.of("one", "other"));
    private static final int[] BATCHES = {1, 8, 64};

    private final TorchNetworkLoader loader;

    /** Practises on the threads of a loader. */
    public Practice(TorchNetworkLoader loader) {
        this.loader = loader;
    }

    /**
     * Practises.
     *
     * @param time to take, over all methods; nothing is done if it is zero
     * @return the batches that were gone through
     */
    public int run(Duration time) {
        int calls = 0;
        if (time.isZero()) {
            return calls;
        }
        List<Family> families = Family.all();
        for (Family family : families) {
            ModelConfig config = family.plan(FACTS, Map.of());
            try (Network network = loader.untrained(config)) {
                calls += run(network, config, System.nanoTime() + time.toNanos() / families.size());
            }
        }
        return calls;
    }

    private static int run(Network network, ModelConfig config, long end) {
        Encoder encoder = network.as(Encoder.class).orElseThrow();
        Optional<Decoder> decoder = network.as(Decoder.class);
        Optional<Reconstructor> reconstructor = network.as(Reconstructor.class);
        Optional<Classifier> classifier = network.as(Classifier.class);
        int calls = 0;
        do {
            Tensor items = Tensor.allocate(config.shape().batch(BATCHES[calls % BATCHES.length]));
            Tensor codes = encoder.encode(items);
            decoder.ifPresent(role -> role.decode(codes));
            reconstructor.ifPresent(role -> role.reconstruct(items));
            classifier.ifPresent(role -> role.classify(items));
            calls++;
        } while (System.nanoTime() < end);
        return calls;
    }
}
