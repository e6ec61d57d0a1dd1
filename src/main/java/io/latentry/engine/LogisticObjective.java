package io.latentry.engine;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.latentry.model.Items;
import java.nio.FloatBuffer;
import java.util.Arrays;

/** The loss of a linear classifier over all items, −log softmax(W z + b)_label in the mean and λ |W|² / 2. */
final class LogisticObjective implements QuasiNewton.Objective {

    /** With r = softmax(W z + b) − onehot(label), the gradient is zᵀ r, and for b, r. */
    static final String PROGRAM = StandardisedItems.PROGRAM + """
            # Adds what the rows contribute, in float64: sums of losses [1], gradients of weights [d, c] and biases [c].
            def add(self, z: Tensor, labels: Tensor, w: Tensor, b: Tensor, loss: Tensor, dw: Tensor, db: Tensor) -> Tensor:
              p = torch.log_softmax(torch.addmm(b, z, w), 1)
              labels = torch.unsqueeze(labels, 1)
              loss.sub_(torch.sum(torch.gather(p, 1, labels), dtype=7))
              r = torch.scatter_add(torch.exp(p), 1, labels, torch.full_like(labels, -1).to(6))
              dw.add_(torch.matmul(torch.t(z), r))
              db.add_(torch.sum(r, [0], dtype=7))
              return loss

            def classify(self, z: Tensor, w: Tensor, b: Tensor) -> Tensor:
              return torch.argmax(torch.addmm(b, z, w), 1)
            """;

    private final TorchProgram program;
    private final NDManager manager;
    private final StandardisedItems standardised;
    private final int count;
    private final int size;
    private final int classes;
    private final double penalty;

    /**
     * A loss.
     *
     * @param program has {@link #PROGRAM}
     * @param manager of which it makes sub-managers
     * @param standardised the same items
     * @param penalty λ
     */
    LogisticObjective(
            TorchProgram program,
            NDManager manager,
            StandardisedItems standardised,
            Items items,
            int classes,
            double penalty) {
        this.program = program;
        this.manager = manager;
        this.standardised = standardised;
        this.count = items.count();
        this.size = items.shape().size();
        this.classes = classes;
        this.penalty = penalty;
    }

    /** The weights {@code [size, classes]} are followed by the biases {@code [classes]}. */
    @Override
    public double at(double[] point, double[] gradient) {
        try (NDManager evaluation = manager.newSubManager()) {
            NDList parameters = parameters(evaluation, point);
            NDList sums = new NDList(
                    evaluation.zeros(new Shape(1), DataType.FLOAT64),
                    evaluation.zeros(new Shape(size, classes), DataType.FLOAT64),
                    evaluation.zeros(new Shape(classes), DataType.FLOAT64));
            standardised.each((values, labels, from) -> program.call(
                            "add", new NDList(values, labels).addAll(parameters).addAll(sums))
                    .close());
            return withPenalty(point, gradient, sums);
        }
    }

    /** The weights and the biases as float32. */
    NDList parameters(NDManager target, double[] point) {
        FloatBuffer all = FloatBuffer.allocate(point.length);
        Arrays.stream(point).forEach(value -> all.put((float) value));
        int weights = size * classes;
        return new NDList(
                target.create(all.slice(0, weights), new Shape(size, classes)),
                target.create(all.slice(weights, classes), new Shape(classes)));
    }

    private double withPenalty(double[] point, double[] gradient, NDList sums) {
        double loss = sums.get(0).toDoubleArray()[0] / count;
        double[] weights = sums.get(1).toDoubleArray();
        double[] biases = sums.get(2).toDoubleArray();
        for (int i = 0; i < weights.length; i++) {
            gradient[i] = weights[i] / count + penalty * point[i];
            loss += penalty / 2 * point[i] * point[i];
        }
        for (int i = 0; i < biases.length; i++) {
            gradient[weights.length + i] = biases[i] / count;
        }
        return loss;
    }
}
