package io.latentry.engine;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.latentry.core.error.NotFoundException;
import io.latentry.core.error.RetryLaterException;
import io.latentry.engine.device.DevicePool;
import io.latentry.engine.family.EncoderLayers;
import io.latentry.engine.family.ServedDescription;
import io.latentry.model.LayerReader;
import io.latentry.model.ModelConfig;
import io.latentry.model.Tensor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The layers of an encoder, as they were trained. Serving folds some of them together, so that what is between is computed by
 * programs of its own, of which the last few are kept compiled, and weights that live for one call.
 */
final class TorchLayerReader implements LayerReader, AutoCloseable {

    /** Each call has weights of its own, which together must not fill the memory. */
    private static final ReentrantLock ONE_AT_A_TIME = new ReentrantLock(true);

    private static final int MOST_PROGRAMS = 8;

    private static final Duration WAIT = Duration.ofSeconds(10);

    private final TorchRuntime runtime;
    private final DevicePool pool;
    private final ModelConfig config;
    private final List<Path> weights;
    private final EncoderLayers layers;
    /** By layer, the least recently used first. */
    private final Map<String, TorchProgram> programs = new LinkedHashMap<>(MOST_PROGRAMS, 0.75f, true);

    private boolean closed;

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
        try (ServedProgram program = load(layer)) {
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

    private ServedProgram load(String layer) {
        ServedDescription description = layers.upTo(layer);
        LoadedProgram program = compiled(layer, description);
        NDManager manager = runtime.newManager();
        try {
            NDList arrays = WeightsFile.load(weights, description.arrays(), manager);
            return new ServedProgram(pool, program, manager, arrays, description.mostItems());
        } catch (RuntimeException e) {
            manager.close();
            throw e;
        }
    }

    /** A program that outlives the call. */
    private synchronized LoadedProgram compiled(String layer, ServedDescription description) {
        if (closed) {
            throw new IllegalStateException("The network is closed");
        }
        TorchProgram program =
                programs.computeIfAbsent(layer, name -> TorchProgram.load(runtime, description.program()));
        if (programs.size() > MOST_PROGRAMS) {
            Iterator<TorchProgram> oldest = programs.values().iterator();
            oldest.next().close();
            oldest.remove();
        }
        return new LoadedProgram() {
            @Override
            public NDList call(String method, NDList inputs) {
                return program.call(method, inputs);
            }

            @Override
            public void close() {
                // It is kept for the next call.
            }
        };
    }

    /** Frees the programs; no layer may be being computed. */
    @Override
    public synchronized void close() {
        closed = true;
        programs.values().forEach(TorchProgram::close);
        programs.clear();
    }
}
