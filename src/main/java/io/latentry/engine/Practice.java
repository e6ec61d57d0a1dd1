package io.latentry.engine;

import io.latentry.engine.family.Family;
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

/** Runs every method's network for a while, so that the first caller does not meet a cold engine and a cold JVM. */
public final class Practice {

    private static final ItemShape SHAPE = ItemShape.image(1, 28, 28);
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
     * @return the calls made
     */
    public int run(Duration time) {
        int calls = 0;
        if (time.isZero()) {
            return calls;
        }
        List<Family> families = Family.all();
        for (Family family : families) {
            ModelConfig config = family.plan(new DatasetFacts(SHAPE, ElementType.UINT8, 1, 0, 0, 1), Map.of());
            try (Network network = loader.untrained(config)) {
                calls += run(network, config, System.nanoTime() + time.toNanos() / families.size());
            }
        }
        return calls;
    }

    private static int run(Network network, ModelConfig config, long end) {
        Encoder encoder = network.as(Encoder.class).orElseThrow();
        Decoder decoder = network.as(Decoder.class).orElseThrow();
        Reconstructor reconstructor = network.as(Reconstructor.class).orElseThrow();
        int calls = 0;
        do {
            int batch = BATCHES[calls / 3 % BATCHES.length];
            Tensor items = Tensor.allocate(config.shape().batch(batch));
            decoder.decode(encoder.encode(items));
            reconstructor.reconstruct(items);
            calls += 3;
        } while (System.nanoTime() < end);
        return calls;
    }
}
