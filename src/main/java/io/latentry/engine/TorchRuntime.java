package io.latentry.engine;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import ai.djl.util.Platform;
import java.util.Map;

/** The process's libtorch, started once with the settings that make its results repeatable. */
public final class TorchRuntime {

    private static final String ENGINE = "PyTorch";

    /** Twice the values that libtorch leaves to one thread. */
    private static final long LARGE_ENOUGH = 1 << 16;

    private final Engine engine;

    private TorchRuntime(Engine engine) {
        this.engine = engine;
    }

    /**
     * Loads libtorch, unless it is loaded already.
     *
     * @param threads that compute one operation; only a process's first call decides
     */
    public static TorchRuntime start(int threads) {
        Map.of(
                        // Nothing is downloaded, and nobody is told that the library is in use.
                        "ai.djl.offline", "true",
                        "OPT_OUT_TRACKING", "true",
                        "ai.djl.default_engine", ENGINE,
                        "ai.djl.pytorch.num_threads", Integer.toString(threads),
                        "ai.djl.pytorch.num_interop_threads", "1",
                        // The profiling executor computes other bits in its first calls than in later ones.
                        "ai.djl.pytorch.graph_optimizer", "false")
                .forEach(System::setProperty);
        return new TorchRuntime(Engine.getEngine(ENGINE));
    }

    /** The versions of {@code djl} and {@code libtorch}, told without loading the latter. */
    public static Map<String, String> versions() {
        return Map.of(
                "djl", Engine.getDjlVersion(),
                "libtorch", Platform.detectPlatform("pytorch").getVersion());
    }

    /**
     * Lets the current thread compute by as many threads as were started with. libtorch tells a thread their number when an
     * operation is large enough to be shared out, and smaller ones before are computed by as many as there are cores, which
     * wait for each other.
     */
    void settleThread() {
        try (NDManager manager = newManager()) {
            manager.ones(new Shape(LARGE_ENOUGH));
        }
    }

    /** A manager whose arrays live until it is closed. */
    NDManager newManager() {
        return engine.newBaseManager(Device.cpu());
    }

    /** Switches gradients on for this thread until it is closed; there can be one at a time in a process. */
    GradientCollector newGradientCollector() {
        return engine.newGradientCollector();
    }
}
