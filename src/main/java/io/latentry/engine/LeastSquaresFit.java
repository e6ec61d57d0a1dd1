package io.latentry.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.latentry.core.error.ImpossibleException;
import io.latentry.model.ItemMoments;
import io.latentry.model.LeastSquares;
import io.latentry.model.Tensor;

/** One linear map: the sums that it is found from, or the map once it is found. */
final class LeastSquaresFit implements LeastSquares.Fit {

    private enum State {
        ADDING,
        SOLVED,
        CLOSED
    }

    private final TorchProgram program;
    private final NDManager manager;
    private final int inputs;
    private final int outputs;
    private NDList arrays;
    private State state = State.ADDING;
    private long pairs;

    /**
     * A fit.
     *
     * @param manager is closed with it
     */
    LeastSquaresFit(TorchProgram program, NDManager manager, int inputs, int outputs) {
        this.program = program;
        this.manager = manager;
        this.inputs = inputs;
        this.outputs = outputs;
        this.arrays = new NDList(
                zeros(inputs),
                zeros(outputs),
                zeros(inputs),
                zeros(outputs),
                zeros(inputs, inputs),
                zeros(inputs, outputs));
    }

    private NDArray zeros(long... shape) {
        return manager.zeros(new Shape(shape), DataType.FLOAT64);
    }

    @Override
    public void add(Tensor x, Tensor y) {
        require(State.ADDING);
        checkSize(x, inputs);
        checkSize(y, outputs);
        if (x.rows() != y.rows()) {
            throw new IllegalArgumentException(x + " and " + y + " are no pairs");
        }
        if (x.rows() == 0) {
            return;
        }
        try (NDManager call = manager.newSubManager()) {
            NDList batch = new NDList(array(call, x), array(call, y), call.create(new long[] {pairs}));
            program.call("add", batch.addAll(arrays));
        }
        pairs += x.rows();
    }

    /** Throws an {@link ImpossibleException} if a value was not finite. */
    @Override
    public void solve() {
        require(State.ADDING);
        if (pairs == 0) {
            throw new IllegalStateException("There are no pairs");
        }
        try (NDManager call = manager.newSubManager()) {
            NDList sums = new NDList(call.create(new double[] {pairs})).addAll(arrays);
            if (!program.call("finite", sums).head().getBoolean()) {
                throw ItemMoments.notFinite();
            }
            NDList solution = program.call("solve", sums);
            solution.attach(manager);
            arrays.close();
            arrays = solution;
        }
        state = State.SOLVED;
    }

    @Override
    public Tensor predict(Tensor x) {
        require(State.SOLVED);
        checkSize(x, inputs);
        Tensor predicted = Tensor.allocate(x.rows(), outputs);
        if (x.rows() == 0) {
            return predicted;
        }
        try (NDManager call = manager.newSubManager()) {
            NDArray result = program.call("predict", new NDList(array(call, x)).addAll(arrays))
                    .head();
            predicted.bytes().put(result.toByteBuffer(true));
        }
        return predicted;
    }

    private static NDArray array(NDManager call, Tensor tensor) {
        return call.create(tensor.bytes(), new Shape(tensor.rows(), tensor.rowSize()), DataType.FLOAT32);
    }

    private static void checkSize(Tensor tensor, int size) {
        if (tensor.rowSize() != size) {
            throw new IllegalArgumentException(tensor + " has not " + size + " values a row");
        }
    }

    private void require(State needed) {
        if (state != needed) {
            throw new IllegalStateException("The fit is " + state + ", not " + needed);
        }
    }

    @Override
    public void close() {
        state = State.CLOSED;
        manager.close();
    }
}
