package io.latentry.engine;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import ai.djl.util.Platform;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The process's libtorch, started once with the settings that make its results repeatable. */
public final class TorchRuntime {

    private static final String ENGINE = "PyTorch";

    /** Twice the values that libtorch leaves to one thread. */
    private static final long LARGE_ENOUGH = 1 << 16;

    /** What libtorch leaves to MKL's vector functions; all but {@code erfc}, which DJL does not have. */
    private static final List<Consumer<NDArray>> VECTOR_FUNCTIONS = List.of(
            NDArray::exp,
            NDArray::log,
            NDArray::log2,
            NDArray::log10,
            NDArray::sqrt,
            NDArray::tanh,
            NDArray::sin,
            NDArray::cos,
            NDArray::tan,
            NDArray::asin,
            NDArray::acos,
            NDArray::atan,
            NDArray::erf,
            NDArray::erfinv,
            NDArray::trunc);

    private final Engine engine;

    private TorchRuntime(Engine engine) {
        this.engine = engine;
    }

    /**
     * Loads libtorch, unless it is loaded already.
     *
     * @param threads that compute one operation; only a process's first call decides
     */
    public static synchronized TorchRuntime start(int threads) {
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
        TorchRuntime runtime = new TorchRuntime(Engine.getEngine(ENGINE));
        runtime.callVectorFunctions();
        return runtime;
    }

    /**
     * Calls each vector function by one thread, before others compute. MKL chooses how to compute a function when it is first
     * called, and where two threads make that call together, one of them now and then computes its part with 11 bits only
     * (pytorch#188792).
     */
    private void callVectorFunctions() {
        for (DataType type : List.of(DataType.FLOAT32, DataType.FLOAT64)) {
            try (NDManager manager = newManager()) {
                NDArray one = manager.ones(new Shape(1), type);
                VECTOR_FUNCTIONS.forEach(function -> function.accept(one));
            }
        }
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
