package io.latentry.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import io.latentry.engine.family.NetworkDescription;
import io.latentry.engine.family.Settings;
import io.latentry.model.Capability;
import io.latentry.model.EpochReport;
import io.latentry.model.Hyperparameters;
import io.latentry.model.TrainingMonitor;
import io.latentry.model.TrainingProgress;
import io.latentry.model.TrainingResult;
import io.latentry.model.TrainingStoppedException;
import io.latentry.model.TrainingTask;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/** One run of the trainer: epochs of chunks of steps, each followed by a word to the monitor and maybe a checkpoint. */
final class TrainingRun implements AutoCloseable {

    /** Items of a chunk are gathered in one buffer. */
    private static final long CHUNK_BYTES = 64L << 20;

    private final TorchRuntime runtime;
    private final TrainingTask task;
    private final RunPlan plan;
    private final TrainingMonitor monitor;
    private final Hyperparameters settings;
    private final NDManager manager;
    private final TorchProgram program;
    private final ItemOrder order;
    private final ItemStatistics statistics;
    private final ChunkReader training;
    private final Measurement measurement;
    private final RunPosition position;
    private final Schedule schedule;
    private final TrainingClock clock;
    private final TrainingState state;
    private final int batchSize;
    private final int chunkSteps;

    private TrainingRun(TorchRuntime runtime, TrainingTask task, RunPlan plan, TrainingMonitor monitor) {
        this.runtime = runtime;
        this.task = task;
        this.plan = plan;
        this.monitor = monitor;
        NetworkDescription network = plan.network();
        settings = plan.settings();
        batchSize = settings.get(Settings.BATCH_SIZE);
        chunkSteps = chunkSteps(
                task.chunkSteps(),
                (long) batchSize
                        * plan.train().shape().size()
                        * plan.train().elementType().bytes());
        manager = runtime.newManager();
        program = TorchProgram.load(
                runtime, TrainingProgram.source(network, settings, plan.train().elementType(), plan.reconstructs()));
        order = new ItemOrder(task.seed(), plan.train().count(), settings.get(Settings.VALIDATION_FRACTION));
        statistics = ItemStatistics.of(plan.train());
        training = new ChunkReader(plan.train());
        measurement = new Measurement(program, network, manager, task.seed());
        int batches = (order.trainingCount() - 1) / batchSize + 1;
        position = new RunPosition(settings.get(Settings.EPOCHS), batches, network.losses());
        schedule =
                new Schedule(settings.get(Settings.SCHEDULE), settings.get(Settings.LEARNING_RATE), position.steps());
        clock = new TrainingClock(task.checkpointInterval());
        state = Checkpoint.exists(task.folder())
                ? restore(network)
                : TrainingState.initial(network, manager, task.seed(), statistics, plan.inherited());
    }

    /** Of large items fewer, but always as many for the same task. */
    private static int chunkSteps(int most, long batchBytes) {
        return (int) Math.max(1, Math.min(most, CHUNK_BYTES / batchBytes));
    }

    static TrainingRun begin(TorchRuntime runtime, TrainingTask task, RunPlan plan, TrainingMonitor monitor) {
        return new TrainingRun(runtime, task, plan, monitor);
    }

    private TrainingState restore(NetworkDescription network) {
        try (SafeTensorsReader file = SafeTensorsReader.open(Checkpoint.file(task.folder()))) {
            Checkpoint checkpoint = Checkpoint.read(file);
            position.restore(checkpoint);
            clock.restore(checkpoint.seconds());
            monitor.resumed(position.epoch(), position.step());
            return TrainingState.restore(network, manager, file, position.step(), plan.inherited());
        }
    }

    /** Trains what is left, measures the result and writes the weights. */
    TrainingResult toTheEnd() {
        while (!position.finished()) {
            epoch();
        }
        state.useBest();
        Map<String, Double> metrics = metrics();
        SafeTensorsWriter.write(task.folder().resolve(TrainingTask.WEIGHTS), Map.of("format", "pt"), state.weights());
        return new TrainingResult(
                position.history().size(), position.bestEpoch(), clock.seconds(), metrics, position.history());
    }

    private void epoch() {
        int[] indices = order.epoch(position.epoch());
        while (!position.atEndOfEpoch()) {
            chunk(indices);
            if (position.atEndOfEpoch()) {
                endEpoch();
                saveIfDue();
                return;
            }
            saveIfDue();
        }
    }

    private void chunk(int[] indices) {
        int from = position.batch() * batchSize;
        int to = (int) Math.min(indices.length, from + (long) chunkSteps * batchSize);
        int steps = (to - from - 1) / batchSize + 1;
        position.advance(steps, to - from, train(indices, from, to, steps));
        clock.advance(steps, to - from);
        monitor.progress(new TrainingProgress(
                TrainingProgress.TRAINING,
                position.epoch(),
                position.epochs(),
                position.step(),
                position.steps(),
                position.losses(),
                clock.itemsPerSecond(),
                clock.secondsFor(position.steps() - position.step())));
    }

    /** The sums of the losses over the chunk's items; the collector switches gradients on for this thread. */
    private double[] train(int[] indices, int from, int to, int steps) {
        try (NDManager call = manager.newSubManager();
                GradientCollector collector = runtime.newGradientCollector()) {
            NDArray x = training.read(call, indices, from, to);
            NDList inputs = new NDList(
                    x,
                    training.labels(call, indices, from, to),
                    call.create((long) batchSize),
                    call.create(seeds(steps)),
                    call.create(rates(steps)));
            return program.train("train", inputs.addAll(state.all())).head().toDoubleArray();
        }
    }

    private long[] seeds(int steps) {
        return IntStream.range(0, steps)
                .mapToLong(i -> Seeds.STEP.at(task.seed(), position.step() + i))
                .toArray();
    }

    private double[] rates(int steps) {
        return IntStream.range(0, steps)
                .mapToDouble(i -> schedule.at(position.step() + i))
                .toArray();
    }

    private void endEpoch() {
        Map<String, Double> validation =
                measurement.losses(training, order.validation(), Seeds.VALIDATION, state.parameters());
        EpochReport report =
                position.endEpoch(validation, schedule.at(position.step() - 1), settings.get(Settings.PATIENCE));
        if (report.best()) {
            state.keepAsBest();
        }
        monitor.epoch(report);
    }

    private void saveIfDue() {
        boolean stop = monitor.stopRequested() && !position.finished();
        if (stop || clock.checkpointIsDue()) {
            position.checkpoint(clock.seconds()).write(task.folder(), state);
            clock.checkpointWritten();
        }
        if (stop) {
            throw new TrainingStoppedException();
        }
    }

    private Map<String, Double> metrics() {
        Map<String, Double> metrics = new LinkedHashMap<>();
        add(metrics, "train", position.history().get(position.bestEpoch() - 1).train());
        add(
                metrics,
                "validation",
                position.history().get(position.bestEpoch() - 1).validation());
        Map<String, Double> test = test();
        position.check("test", test);
        add(metrics, "test", test);
        metrics.put("run.trainingSeconds", clock.seconds());
        metrics.put("run.itemsPerSecond", clock.itemsPerSecond());
        return metrics;
    }

    private Map<String, Double> test() {
        ChunkReader reader = new ChunkReader(plan.test());
        boolean denoises = task.config().capabilities().contains(Capability.DENOISE.label());
        return plan.reconstructs()
                ? measurement.figures(reader, statistics.mean(), denoises, state.parameters())
                : measurement.losses(reader, state.parameters());
    }

    private static void add(Map<String, Double> metrics, String split, Map<String, Double> figures) {
        figures.forEach((name, value) -> metrics.put(split + "." + name, value));
    }

    @Override
    public void close() {
        program.close();
        manager.close();
    }
}
