package io.latentry.model;

/** What evaluations compute with; implemented by the engine, used in a worker process, by one thread at a time. */
public interface EvaluationEngine extends AutoCloseable {

    NetworkLoader networks();

    ImageFitter imageFitter();

    /** Trains what representations are compared with. */
    TrainingEngine training();

    NearestNeighbours nearestNeighbours();

    LogisticRegression logisticRegression();

    LeastSquares leastSquares();

    @Override
    void close();
}
