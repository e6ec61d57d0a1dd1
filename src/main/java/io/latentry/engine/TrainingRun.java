package io.latentry.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.latentry.core.error.TrainingStoppedException;
import io.latentry.engine.SafeTensorsWriter.Entry;
import io.latentry.engine.family.NetworkDescription;
import io.latentry.model.EpochReport;
import io.latentry.model.ItemStatistics;
import io.latentry.model.TrainingMonitor;
import io.latentry.model.TrainingProgress;
import io.latentry.model.TrainingResult;
import io.latentry.model.TrainingTask;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/** One run of the trainer: epochs of chunks of steps, each followed by a word to the monitor and maybe a checkpoint. */
final class TrainingRun implements AutoCloseable {

    /** Items of a chunk are gathered in one buffer. */
    private static final long CHUNK_BYTES = 64L << 20;

    private final TrainingTask task;
    private final RunPlan plan;
    private final TrainingMonitor monitor;
    private final Regimen regimen;
    private final NDManager manager;
    private final TorchProgram program;
    private final ItemOrder order;
    private final ItemStatistics statistics;
    private final ChunkReader training;
    private final Measurement measurement;
    private final RunPosition position;
    private final Schedule schedule;
    private final TrainingClock clock;
    private final Checkpoints checkpoints;
    private final TrainingState state;
    private final Learning learning;
    private final int chunkSteps;

    private TrainingRun(TorchRuntime runtime, TrainingTask task, RunPlan plan, TrainingMonitor monitor) {
        this.task = task;
        this.plan = plan;
        this.monitor = monitor;
        NetworkDescription network = plan.network();
        regimen = plan.learner().regimen();
        chunkSteps = chunkSteps(
                task.chunkSteps(),
                (long) regimen.batchSize()
                        * plan.train().shape().size()
                        * plan.train().elementType().bytes());
        manager = runtime.newManager();
        program = TorchProgram.load(
                runtime, plan.learner().source(network, plan.train().elementType()));
        order = new ItemOrder(task.seed(), plan.train().count(), regimen.validationFraction(), regimen.shuffled());
        statistics = ItemStatistics.of(plan.train());
        training = new ChunkReader(plan.train());
        measurement = Measurement.of(runtime, plan, task.seed());
        int batches = (order.trainingCount() - 1) / regimen.batchSize() + 1;
        position = new RunPosition(regimen.epochs(), batches, network.losses(), regimen.advice());
        schedule = new Schedule(regimen.schedule(), regimen.learningRate(), position.steps());
        checkpoints = new Checkpoints(task.folder(), monitor);
        Start start = checkpoints.restore(this::restored).orElseGet(this::initial);
        clock = start.clock();
        state = start.state();
        learning = start.learning();
    }

    /** What a run begins with. */
    private record Start(TrainingClock clock, TrainingState state, Learning learning) {}

    private Start restored(Checkpoints.Opened opened) {
        Checkpoint checkpoint = opened.checkpoint();
        TrainingClock resumedClock = new TrainingClock(task.checkpointInterval(), checkpoint.seconds());
        TrainingState found = TrainingState.restore(plan.network(), manager, opened.file(), plan.inherited());
        Learning resumed = plan.learner().resume(program, found, opened.file(), checkpoint.step(), manager);
        position.restore(checkpoint);
        monitor.resumed(position.epoch(), position.step(), position.history());
        return new Start(resumedClock, found, resumed);
    }

    private Start initial() {
        TrainingClock firstClock = new TrainingClock(task.checkpointInterval(), 0);
        TrainingState first = TrainingState.initial(plan.network(), manager, task.seed(), statistics, plan.inherited());
        Examples examples = new Examples(training, order.shuffled(0), task.seed());
        return new Start(firstClock, first, plan.learner().begin(program, first, examples, manager));
    }

    /** Of large items fewer, but always as many for the same task. */
    static int chunkSteps(int most, long batchBytes) {
        return (int) Math.max(1, Math.min(most, CHUNK_BYTES / batchBytes));
    }

    static TrainingRun begin(TorchRuntime runtime, TrainingTask task, RunPlan plan, TrainingMonitor monitor) {
        return new TrainingRun(runtime, task, plan, monitor);
    }

    /** Trains what is left, measures the result and writes the weights. */
    TrainingResult toTheEnd() {
        while (!position.finished()) {
            epoch();
        }
        clock.stop();
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
        int from = position.batch() * regimen.batchSize();
        int to = (int) Math.min(indices.length, from + (long) chunkSteps * regimen.batchSize());
        int steps = (to - from - 1) / regimen.batchSize() + 1;
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

    /** The sums of the losses over the chunk's items. */
    private double[] train(int[] indices, int from, int to, int steps) {
        try (NDManager call = manager.newSubManager()) {
            NDArray x = training.read(call, indices, from, to);
            NDArray labels = training.labels(call, indices, from, to);
            return learning.steps(x, labels, seeds(steps), rates(steps), position.epoch());
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
        learning.endEpoch(position.epoch(), Seeds.EPOCH_END.at(task.seed(), position.epoch()));
        Map<String, Double> validation =
                measurement.losses(training, order.validation(), Seeds.VALIDATION, state.parameters());
        EpochReport report = position.endEpoch(validation, schedule.at(position.step() - 1), regimen.patience());
        if (report.best()) {
            state.keepAsBest();
        }
        monitor.epoch(report);
    }

    private void saveIfDue() {
        boolean stop = monitor.stopRequested() && !position.finished();
        if (stop || clock.checkpointIsDue()) {
            Map<String, Entry> arrays = state.entries();
            arrays.putAll(learning.entries());
            checkpoints.write(position.checkpoint(clock.seconds()), arrays);
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
        metrics.putAll(learning.figures());
        Map<String, Double> test = test();
        position.check("test", test);
        add(metrics, "test", test);
        metrics.put("run.trainingSeconds", clock.seconds());
        metrics.put("run.itemsPerSecond", clock.itemsPerSecond());
        return metrics;
    }

    private Map<String, Double> test() {
        ChunkReader reader = new ChunkReader(plan.test());
        return plan.reconstructs()
                ? measurement.figures(reader, statistics.mean(), plan.learner().disturbs(), state.parameters())
                : measurement.losses(reader, state.parameters());
    }

    private static void add(Map<String, Double> metrics, String split, Map<String, Double> figures) {
        figures.forEach((name, value) -> metrics.put(split + "." + name, value));
    }

    @Override
    public void close() {
        measurement.close();
        program.close();
        manager.close();
    }
}
