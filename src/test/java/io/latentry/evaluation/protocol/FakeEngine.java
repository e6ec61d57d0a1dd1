package io.latentry.evaluation.protocol;

import io.latentry.model.EvaluationEngine;
import io.latentry.model.ImageFitter;
import io.latentry.model.LeastSquares;
import io.latentry.model.LogisticRegression;
import io.latentry.model.NearestNeighbours;
import io.latentry.model.NetworkLoader;
import io.latentry.model.Tensor;
import io.latentry.model.TrainingEngine;
import java.util.ArrayList;
import java.util.List;

/** Estimators that answer what a test wants, and remember what they were given. */
final class FakeEngine implements EvaluationEngine {

    private final LogisticRegression regression;
    private final NearestNeighbours neighbours;
    final List<float[]> inputs = new ArrayList<>();
    final List<float[]> outputs = new ArrayList<>();

    FakeEngine(LogisticRegression regression, NearestNeighbours neighbours) {
        this.regression = regression;
        this.neighbours = neighbours;
    }

    @Override
    public LogisticRegression logisticRegression() {
        return regression;
    }

    @Override
    public NearestNeighbours nearestNeighbours() {
        return neighbours;
    }

    /** Always predicts the last class. */
    @Override
    public LeastSquares leastSquares() {
        return (width, classes) -> new LeastSquares.Fit() {
            @Override
            public void add(Tensor pairInputs, Tensor pairOutputs) {
                for (int i = 0; i < pairInputs.rows(); i++) {
                    inputs.add(copy(pairInputs, i));
                    outputs.add(copy(pairOutputs, i));
                }
            }

            @Override
            public void solve() {
                // What is predicted does not depend on it.
            }

            @Override
            public Tensor predict(Tensor items) {
                Tensor scores = Tensor.allocate(items.rows(), classes);
                for (int i = 0; i < items.rows(); i++) {
                    scores.row(i).put(classes - 1, 1);
                }
                return scores;
            }

            @Override
            public void close() {
                // Nothing is held.
            }
        };
    }

    private static float[] copy(Tensor tensor, int row) {
        float[] values = new float[tensor.rowSize()];
        tensor.row(row).get(values);
        return values;
    }

    @Override
    public NetworkLoader networks() {
        throw new AssertionError("No network is asked for");
    }

    @Override
    public ImageFitter imageFitter() {
        throw new AssertionError("No image is fitted");
    }

    @Override
    public TrainingEngine training() {
        throw new AssertionError("Nothing is trained");
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
