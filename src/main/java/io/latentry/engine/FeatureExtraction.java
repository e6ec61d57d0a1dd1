package io.latentry.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.latentry.core.error.TrainingStoppedException;
import io.latentry.engine.family.Classifier;
import io.latentry.engine.family.ServedDescription;
import io.latentry.model.ElementType;
import io.latentry.model.TrainingMonitor;
import io.latentry.model.TrainingProgress;
import io.latentry.model.TrainingTask;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Map;
import java.util.stream.IntStream;

/** Computes the features of all items of a task with its frozen network, training split first, a batch at a time. */
final class FeatureExtraction implements AutoCloseable {

    private static final String SCALED = """
            def features(self, x: Tensor, q: List[Tensor]) -> Tensor:
              return self.encode(SCALE, q)
            """;

    private final TrainingTask task;
    private final TrainingMonitor monitor;
    private final NDManager manager;
    private final TorchProgram program;
    private final NDList arrays;
    private final int batch;
    private final int rowBytes;
    private final TrainingClock clock;
    private final ChunkReader train;
    private final ChunkReader test;

    FeatureExtraction(TorchRuntime runtime, TrainingTask task, TrainingMonitor monitor) {
        this.task = task;
        this.monitor = monitor;
        ServedDescription network = new Classifier().features(task.config());
        ElementType stored = task.train().elementType();
        this.manager = runtime.newManager();
        this.program = TorchProgram.load(
                runtime, network.program() + "\n" + SCALED.replace("SCALE", TrainingProgram.scale(stored)));
        this.arrays = TorchNetworkLoader.fold(
                program, WeightsFile.load(task.transfer().weights(), network.arrays(), manager));
        this.batch = network.mostItems();
        this.rowBytes = task.config().codeSize() * Float.BYTES;
        this.clock = new TrainingClock(task.checkpointInterval(), 0);
        this.train = new ChunkReader(task.train());
        this.test = new ChunkReader(task.test());
    }

    /** Writes the features that are missing, in the batches in which an undisturbed run would: other batches, other bits. */
    void append(FileChannel channel, long position, FeatureCache.Written written) throws IOException {
        int row = beginningOfBatch((int) (position / rowBytes));
        channel.position((long) row * rowBytes);
        int rows = task.train().count() + task.test().count();
        while (row < rows) {
            if (monitor.stopRequested()) {
                throw new TrainingStoppedException();
            }
            boolean training = row < task.train().count();
            row += append(
                    channel,
                    training ? train : test,
                    training ? row : row - task.train().count());
            written.to(channel.position());
            report(row, rows);
        }
    }

    private int beginningOfBatch(int row) {
        int first = row < task.train().count() ? 0 : task.train().count();
        return first + (row - first) / batch * batch;
    }

    private int append(FileChannel channel, ChunkReader reader, int from) throws IOException {
        int to = Math.min(reader.items().count(), from + batch);
        int[] indices = IntStream.range(from, to).toArray();
        try (NDManager call = manager.newSubManager()) {
            NDArray x = reader.read(call, indices, 0, indices.length);
            NDList inputs = new NDList(x).addAll(arrays);
            ByteBuffer features = program.call("features", inputs).head().toByteBuffer(true);
            while (features.hasRemaining()) {
                channel.write(features);
            }
        }
        clock.advance(1, to - from);
        return to - from;
    }

    private void report(int row, int rows) {
        double perItem = 1 / clock.itemsPerSecond();
        monitor.progress(new TrainingProgress(
                TrainingProgress.FEATURES, 0, 0, row, rows, Map.of(), clock.itemsPerSecond(), (rows - row) * perItem));
    }

    double seconds() {
        return clock.seconds();
    }

    /** What {@link #append} writes, in bytes. */
    static long bytes(TrainingTask task) {
        long rows = (long) task.train().count() + task.test().count();
        return FeatureFile.bytes(rows, task.config().codeSize());
    }

    @Override
    public void close() {
        program.close();
        manager.close();
    }
}
