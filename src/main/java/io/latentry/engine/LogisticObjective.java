package io.latentry.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.latentry.model.Items;

/** The loss of a linear classifier over all items, −log softmax(W z + b)_label in the mean and λ |W|² / 2. */
final class LogisticObjective implements QuasiNewton.Objective {

    /** With r = softmax(W z + b) − onehot(label), the gradient is zᵀ r, and for b, r. */
    static final String PROGRAM = """
            # [rows, item…] as stored → [rows, d], of mean 0 and a variance of 1 at most
            def standardise(self, x: Tensor, mean: Tensor, inverse: Tensor) -> Tensor:
              return torch.mul_(torch.reshape(x, [x.size(0), -1]) - mean, inverse)

            # Adds what the rows contribute, in float64: sums of losses [1], gradients of weights [d, c] and biases [c].
            def add(self, x: Tensor, labels: Tensor, mean: Tensor, inverse: Tensor, w: Tensor, b: Tensor, loss: Tensor, dw: Tensor, db: Tensor) -> Tensor:
              z = self.standardise(x, mean, inverse)
              p = torch.log_softmax(torch.addmm(b, z, w), 1)
              labels = torch.unsqueeze(labels, 1)
              loss.sub_(torch.sum(torch.gather(p, 1, labels), dtype=7))
              r = torch.scatter_add(torch.exp(p), 1, labels, torch.full_like(labels, -1).to(6))
              dw.add_(torch.matmul(torch.t(z), r))
              db.add_(torch.sum(r, [0], dtype=7))
              return loss

            def classify(self, x: Tensor, mean: Tensor, inverse: Tensor, w: Tensor, b: Tensor) -> Tensor:
              return torch.argmax(torch.addmm(b, self.standardise(x, mean, inverse), w), 1)
            """;

    private final TorchProgram program;
    private final NDManager manager;
    private final ItemPass pass;
    private final NDList standards;
    private final int count;
    private final int size;
    private final int classes;
    private final double penalty;

    /**
     * A loss.
     *
     * @param standards mean and inverse deviation, {@code [size]} each, in the units of what is stored
     * @param penalty λ
     */
    LogisticObjective(
            TorchProgram program,
            NDManager manager,
            ItemPass pass,
            Items items,
            NDList standards,
            int classes,
            double penalty) {
        this.program = program;
        this.manager = manager;
        this.pass = pass;
        this.standards = standards;
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
            pass.each(evaluation, (call, chunk, from) -> {
                NDList inputs = new NDList(chunk, pass.labels(call, chunk, from));
                program.call("add", inputs.addAll(standards).addAll(parameters).addAll(sums));
            });
            return withPenalty(point, gradient, sums);
        }
    }

    /** The weights and the biases as float32. */
    NDList parameters(NDManager target, double[] point) {
        NDArray all = target.create(point).toType(DataType.FLOAT32, false);
        long weights = (long) size * classes;
        return new NDList(all.get("0:" + weights).reshape(size, classes), all.get(weights + ":"));
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
