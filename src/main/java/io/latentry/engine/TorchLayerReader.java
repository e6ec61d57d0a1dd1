package io.latentry.engine;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.latentry.engine.device.DevicePool;
import io.latentry.engine.family.EncoderLayers;
import io.latentry.engine.family.ServedDescription;
import io.latentry.model.LayerReader;
import io.latentry.model.ModelConfig;
import io.latentry.model.NotFoundException;
import io.latentry.model.RetryLaterException;
import io.latentry.model.Tensor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The layers of an encoder, as they were trained. Serving folds some of them together, so that what is between is computed by
 * a program and weights of its own, which live for one call.
 */
final class TorchLayerReader implements LayerReader {

    /** Each call has weights of its own, which together must not fill the memory. */
    private static final ReentrantLock ONE_AT_A_TIME = new ReentrantLock(true);

    private static final Duration WAIT = Duration.ofSeconds(10);

    private final TorchRuntime runtime;
    private final DevicePool pool;
    private final ModelConfig config;
    private final List<Path> weights;
    private final EncoderLayers layers;

    TorchLayerReader(
            TorchRuntime runtime, DevicePool pool, ModelConfig config, List<Path> weights, EncoderLayers layers) {
        this.runtime = runtime;
        this.pool = pool;
        this.config = config;
        this.weights = weights;
        this.layers = layers;
    }

    @Override
    public List<NamedLayer> layers() {
        return layers.names();
    }

    @Override
    public Tensor activations(Tensor items, String layer) {
        NamedLayer named = named(layer);
        TorchNetwork.check("items", items, config.itemShape());
        begin();
        try (ServedProgram program = load(layers.upTo(layer))) {
            return program.run("activations", items, List.of(named.shape())).get(0);
        } finally {
            ONE_AT_A_TIME.unlock();
        }
    }

    private NamedLayer named(String layer) {
        return layers.names().stream()
                .filter(candidate -> candidate.name().equals(layer))
                .findFirst()
                .orElseThrow(() -> new NotFoundException(
                        "layer-not-found", "There is no layer " + layer + "; GET /v1/models/{model}/layers names all"));
    }

    @Override
    public Map<String, List<Integer>> arrays(String layer) {
        Map<String, List<Integer>> shapes = new LinkedHashMap<>();
        layers.arraysOf(named(layer).name()).forEach((name, array) -> shapes.put(name, array.shape()));
        return shapes;
    }

    @Override
    public Tensor array(String layer, String name) {
        return WeightsFile.read(weights, layers.arraysOf(layer).get(name));
    }

    private static void begin() {
        try {
            if (ONE_AT_A_TIME.tryLock(WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw RetryLaterException.overloaded("engine-busy", "Layers of other models are being computed", WAIT);
    }

    private ServedProgram load(ServedDescription description) {
        NDManager manager = runtime.newManager();
        try {
            NDList arrays = WeightsFile.load(weights, description.arrays(), manager);
            TorchProgram program = TorchProgram.load(runtime, description.program());
            return new ServedProgram(pool, program, manager, arrays, description.mostItems());
        } catch (RuntimeException e) {
            manager.close();
            throw e;
        }
    }
}
