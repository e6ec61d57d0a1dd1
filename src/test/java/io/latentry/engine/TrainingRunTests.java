package io.latentry.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.latentry.engine.family.Family;
import io.latentry.model.DatasetFacts;
import io.latentry.model.ElementType;
import io.latentry.model.EpochReport;
import io.latentry.model.ItemShape;
import io.latentry.model.ModelConfig;
import io.latentry.model.TrainingMonitor;
import io.latentry.model.TrainingProgress;
import io.latentry.model.TrainingResult;
import io.latentry.model.TrainingTask;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingRunTests {

    private static final int ITEMS = 40;
    private static final Duration READING = Duration.ofMillis(500);

    @TempDir
    private Path folder;

    /** Slow test items make no training slow. */
    @Test
    void whatIsMeasuredAfterTheLastStepIsNoTraining() {
        MemoryItems items = MemoryItems.waves(ItemShape.image(1, 8, 8), ElementType.UINT8, ITEMS, 9);
        DatasetFacts facts = new DatasetFacts(items.shape(), items.elementType(), ITEMS, ITEMS, 0, 1);
        ModelConfig config = Family.of("autoencoder")
                .plan(facts, Map.of("hidden", List.of(8), "latentSize", 2, "epochs", 1, "validationFraction", 0));
        WatchedItems slow = new WatchedItems(items, count -> takeTime());
        TrainingTask task = new TrainingTask(config, 1, 2, Duration.ofHours(1), items, slow, null, folder);
        Speedometer monitor = new Speedometer();

        TrainingResult result = new TorchTrainer(TorchRuntime.start(1)).train(task, monitor);

        double atLastStep = ITEMS / monitor.itemsPerSecond;
        assertThat(result.seconds()).isBetween(atLastStep, atLastStep + READING.toMillis() / 1e3);
    }

    /** Keeps how fast training was when it told last. */
    private static final class Speedometer implements TrainingMonitor {

        private double itemsPerSecond;

        @Override
        public void progress(TrainingProgress progress) {
            itemsPerSecond = progress.itemsPerSecond();
        }

        @Override
        public void epoch(EpochReport report) {}

        @Override
        public void resumed(int epoch, long step, List<EpochReport> history) {}

        @Override
        public boolean stopRequested() {
            return false;
        }
    }

    private static void takeTime() {
        try {
            Thread.sleep(READING.toMillis());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
