package io.latentry.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.latentry.core.error.DeadlineException;
import io.latentry.engine.device.DevicePool;
import io.latentry.model.Tensor;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.IntFunction;

/**
 * A network's program and weights in native memory, shared by all threads. Batches are computed in pieces, so that the
 * memory a call takes is bounded and an abandoned call ends soon.
 */
final class ServedProgram implements AutoCloseable {

    /** What a piece takes at most, as a multiple of full pieces of one pass; a single row may take more. */
    private static final int MOST_PASSES = 16;

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
        return run(method, input, rowShapes, 1, first -> new long[0]);
    }

    /**
     * Runs a method that takes whole numbers, too, such as a seed.
     *
     * @param method of the program; it takes a batch, the numbers and the parameters
     * @param input {@code [batch, …]}
     * @param rowShapes of the method's results, without the batch's dimension
     * @param passes that each row makes through the network
     * @param numbers by the first row of a piece
     */
    List<Tensor> run(
            String method, Tensor input, List<List<Integer>> rowShapes, int passes, IntFunction<long[]> numbers) {
        List<Tensor> results = rowShapes.stream()
                .map(shape -> Tensor.allocate(batch(input.rows(), shape)))
                .toList();
        if (input.rows() > 0) {
            pool.call(method, () -> {
                runInPieces(new Call(method, input, numbers, results), rows(passes));
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

    /** Of a piece: fewer if they make many passes, so that it ends soon all the same. */
    private int rows(int passes) {
        return Math.max(1, Math.min(mostItems, MOST_PASSES * mostItems / passes));
    }

    private record Call(String method, Tensor input, IntFunction<long[]> numbers, List<Tensor> results) {}

    private void runInPieces(Call call, int rows) {
        int end = call.input().rows();
        for (int from = 0; from < end; from += rows) {
            if (Thread.currentThread().isInterrupted()) {
                throw new DeadlineException("The computation was abandoned");
            }
            runPiece(call, from, Math.min(end, from + rows));
        }
    }

    private void runPiece(Call call, int from, int to) {
        use.readLock().lock();
        try (NDManager own = open().newSubManager()) {
            NDList inputs = new NDList(
                    own.create(rows(call.input(), from, to), shape(call.input(), to - from), DataType.FLOAT32));
            for (long number : call.numbers().apply(from)) {
                inputs.add(own.create(number));
            }
            NDList outputs = program.call(call.method(), inputs.addAll(parameters));
            for (int i = 0; i < call.results().size(); i++) {
                copy(outputs.get(i), rows(call.results().get(i), from, to));
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
