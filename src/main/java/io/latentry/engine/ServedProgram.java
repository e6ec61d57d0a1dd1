package io.latentry.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.latentry.engine.device.DevicePool;
import io.latentry.model.DeadlineException;
import io.latentry.model.Tensor;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * A network's program and weights in native memory, shared by all threads. Batches are computed in pieces, so that the
 * memory a call takes is bounded and an abandoned call ends soon.
 */
final class ServedProgram implements AutoCloseable {

    private final DevicePool pool;
    private final LoadedProgram program;
    private final NDManager manager;
    private final NDList parameters;
    private final int mostItems;
    /** Held for reading by calls, also by abandoned ones that nobody waits for any more. */
    private final ReadWriteLock use = new ReentrantReadWriteLock();

    private boolean closed;

    ServedProgram(DevicePool pool, LoadedProgram program, NDManager manager, NDList parameters, int mostItems) {
        this.pool = pool;
        this.program = program;
        this.manager = manager;
        this.parameters = parameters;
        this.mostItems = mostItems;
    }

    /**
     * Runs a method of the program.
     *
     * @param method of the program; it takes a batch and the parameters
     * @param input {@code [batch, …]}
     * @param rowShapes of the method's results, without the batch's dimension
     * @return for each of {@code rowShapes} a tensor {@code [batch, …]}
     */
    List<Tensor> run(String method, Tensor input, List<List<Integer>> rowShapes) {
        List<Tensor> results = rowShapes.stream()
                .map(shape -> Tensor.allocate(batch(input.rows(), shape)))
                .toList();
        if (input.rows() > 0) {
            pool.call(method, () -> {
                runInPieces(method, input, results);
                return results;
            });
        }
        return results;
    }

    static int[] batch(int rows, List<Integer> rowShape) {
        int[] shape = new int[rowShape.size() + 1];
        shape[0] = rows;
        Arrays.setAll(shape, i -> i == 0 ? rows : rowShape.get(i - 1));
        return shape;
    }

    private void runInPieces(String method, Tensor input, List<Tensor> results) {
        for (int from = 0; from < input.rows(); from += mostItems) {
            if (Thread.currentThread().isInterrupted()) {
                throw new DeadlineException("The computation was abandoned");
            }
            runPiece(method, input, from, Math.min(input.rows(), from + mostItems), results);
        }
    }

    private void runPiece(String method, Tensor input, int from, int to, List<Tensor> results) {
        use.readLock().lock();
        try (NDManager call = open().newSubManager()) {
            NDArray piece = call.create(rows(input, from, to), shape(input, to - from), DataType.FLOAT32);
            NDList outputs = program.call(method, new NDList(piece).addAll(parameters));
            for (int i = 0; i < results.size(); i++) {
                copy(outputs.get(i), rows(results.get(i), from, to));
            }
        } finally {
            use.readLock().unlock();
        }
    }

    private NDManager open() {
        if (closed) {
            throw new IllegalStateException("The network is closed");
        }
        return manager;
    }

    private static Shape shape(Tensor tensor, int rows) {
        long[] shape = Arrays.stream(tensor.shape()).asLongStream().toArray();
        shape[0] = rows;
        return new Shape(shape);
    }

    private static ByteBuffer rows(Tensor tensor, int from, int to) {
        int bytes = tensor.rowSize() * Float.BYTES;
        return tensor.bytes().slice(from * bytes, (to - from) * bytes);
    }

    private static void copy(NDArray output, ByteBuffer target) {
        ByteBuffer source = output.toByteBuffer(true);
        if (output.getDataType() != DataType.FLOAT32 || source.remaining() != target.remaining()) {
            throw new IllegalStateException("The program returned " + output.getDataType() + output.getShape());
        }
        target.put(source);
    }

    /** What the weights take in native memory. */
    long bytes() {
        return parameters.stream()
                .mapToLong(parameter -> parameter.size() * width(parameter.getDataType()))
                .sum();
    }

    /** DJL does not tell how wide a bfloat16 is. */
    private static int width(DataType type) {
        return type.getNumOfBytes() > 0 ? type.getNumOfBytes() : Short.BYTES;
    }

    /** Waits for the calls that run, and frees the memory. */
    @Override
    public void close() {
        use.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                manager.close();
                program.close();
            }
        } finally {
            use.writeLock().unlock();
        }
    }
}
