package io.latentry.engine;

import ai.djl.ndarray.NDManager;
import io.latentry.model.EvaluationEngine;
import io.latentry.model.ImageFitter;
import io.latentry.model.LeastSquares;
import io.latentry.model.LogisticRegression;
import io.latentry.model.NearestNeighbours;
import io.latentry.model.NetworkLoader;
import io.latentry.model.TrainingEngine;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;

/** Evaluates with libtorch in this process. */
public final class TorchEvaluationEngine implements EvaluationEngine {

    /** Some megabytes: large enough for calls to cost nothing, small enough to stay near the processor. */
    private static final int NEIGHBOUR_CHUNK_BYTES = 1 << 22;

    private static final int REGRESSION_CHUNK_BYTES = 1 << 21;

    /** There is one caller, which waits for as long as it takes. */
    private static final EngineProperties PATIENT = new EngineProperties(1, 1, Duration.ofDays(1), Duration.ZERO);

    private final NDManager manager;
    private final TorchNetworkLoader networks;
    private final TorchTrainer trainer;
    private final TorchNearestNeighbours neighbours;
    private final TorchLogisticRegression regression;
    private final TorchLeastSquares leastSquares;

    /**
     * Starts libtorch.
     *
     * @param threads that compute one operation, unless the process has decided already
     */
    public TorchEvaluationEngine(int threads) {
        TorchRuntime runtime = TorchRuntime.start(threads);
        this.manager = runtime.newManager();
        this.networks = new TorchNetworkLoader(PATIENT, new SimpleMeterRegistry());
        this.trainer = new TorchTrainer(runtime);
        this.neighbours = new TorchNearestNeighbours(runtime, manager, NEIGHBOUR_CHUNK_BYTES);
        this.regression = new TorchLogisticRegression(runtime, manager, REGRESSION_CHUNK_BYTES);
        this.leastSquares = new TorchLeastSquares(runtime, manager);
    }

    @Override
    public NetworkLoader networks() {
        return networks;
    }

    @Override
    public ImageFitter imageFitter() {
        return networks.imageFitter();
    }

    @Override
    public TrainingEngine training() {
        return trainer;
    }

    @Override
    public NearestNeighbours nearestNeighbours() {
        return neighbours;
    }

    @Override
    public LogisticRegression logisticRegression() {
        return regression;
    }

    @Override
    public LeastSquares leastSquares() {
        return leastSquares;
    }

    @Override
    public void close() {
        networks.close();
        neighbours.close();
        regression.close();
        leastSquares.close();
        manager.close();
    }
}
