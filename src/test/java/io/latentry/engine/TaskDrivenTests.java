package io.latentry.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.latentry.core.error.ImpossibleException;
import io.latentry.engine.family.Family;
import io.latentry.model.DatasetFacts;
import io.latentry.model.ElementType;
import io.latentry.model.Encoder;
import io.latentry.model.ItemShape;
import io.latentry.model.ModelConfig;
import io.latentry.model.Network;
import io.latentry.model.TrainingResult;
import io.latentry.model.TrainingTask;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What labels are good for: at equal size, a dictionary that they had a say in tells digits apart better. */
@Tag("long")
class TaskDrivenTests {

    private static final ItemShape SHAPE = ItemShape.image(1, 8, 8);
    private static final int TRAIN = 1_000;
    private static final int ATOMS = 16;
    private static final List<String> CLASSES =
            IntStream.range(0, 10).mapToObj(String::valueOf).toList();
    private static final Map<String, Object> SETTINGS =
            Map.of("atoms", ATOMS, "batchSize", 32, "validationFraction", 0.0, "ridge", 0.1);

    private final TorchRuntime runtime = TorchRuntime.start(1);

    @TempDir
    private Path folder;

    private int runs;

    /** A finished run. */
    private record Fitted(ModelConfig config, Path weights, TrainingResult result) {}

    @Test
    void theSupervisedDictionaryBeatsALinearProbeOfTheOther() throws IOException {
        MemoryItems train = digits(0, TRAIN);
        MemoryItems test = digits(TRAIN, 1_797);

        double supervised = accuracy(fit("dictionary", train, test, settings("supervised", true, "epochs", 60)));
        Fitted unsupervised = fit("dictionary", train, test, settings("epochs", 30));
        double probe = accuracy(fit(
                "classifier",
                codes(unsupervised, train),
                codes(unsupervised, test),
                Map.of("hidden", List.of(), "epochs", 100, "learningRate", 0.01, "patience", 0)));

        assertThat(supervised).as("probe %s", probe).isGreaterThan(probe + 0.01);
    }

    @Test
    void labelsAreNeeded() {
        DatasetFacts facts = new DatasetFacts(SHAPE, ElementType.UINT8, TRAIN, 0, 0, 1);

        assertThatExceptionOfType(ImpossibleException.class)
                .isThrownBy(() -> Family.of("dictionary").plan(facts, Map.of("supervised", true)))
                .satisfies(e -> assertThat(e.code()).isEqualTo("labels-required"));
    }

    private static Map<String, Object> settings(Object... further) {
        Map<String, Object> settings = new HashMap<>(SETTINGS);
        for (int i = 0; i < further.length; i += 2) {
            settings.put(further[i].toString(), further[i + 1]);
        }
        return settings;
    }

    private static double accuracy(Fitted fitted) {
        return fitted.result().metrics().get("test.accuracy");
    }

    private Fitted fit(String method, MemoryItems train, MemoryItems test, Map<String, Object> settings)
            throws IOException {
        Path target = Files.createDirectory(folder.resolve("run-" + runs++));
        DatasetFacts facts =
                new DatasetFacts(train.shape(), train.elementType(), train.count(), test.count(), 0, 1, CLASSES);
        ModelConfig config = Family.of(method).plan(facts, settings);
        TrainingResult result = new TorchTrainer(runtime)
                .train(
                        new TrainingTask(config, 1, 13, Duration.ofMinutes(1), train, test, null, target),
                        QuietMonitor.patient());
        return new Fitted(config, target.resolve(TrainingTask.WEIGHTS), result);
    }

    private static MemoryItems codes(Fitted fitted, MemoryItems items) {
        EngineProperties properties = new EngineProperties(1, 4, Duration.ofSeconds(30), Duration.ZERO);
        try (TorchNetworkLoader loader = new TorchNetworkLoader(properties, new SimpleMeterRegistry());
                Network network = loader.load(fitted.config(), List.of(fitted.weights()))) {
            float[] codes = network.as(Encoder.class)
                    .orElseThrow()
                    .encode(items.tensor(items.count()))
                    .toArray();
            return new MemoryItems(ItemShape.vector(ATOMS), ElementType.FLOAT32, codes, items.labels());
        }
    }

    private static MemoryItems digits(int from, int to) throws IOException {
        byte[] images = unpack("images-idx3-ubyte.gz", 16);
        byte[] labels = unpack("labels-idx1-ubyte.gz", 8);
        float[] values = new float[(to - from) * SHAPE.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (images[from * SHAPE.size() + i] & 0xFF) / 255f;
        }
        int[] own = IntStream.range(from, to).map(i -> labels[i]).toArray();
        return new MemoryItems(SHAPE, ElementType.UINT8, values, own);
    }

    private static byte[] unpack(String file, int header) throws IOException {
        try (GZIPInputStream stream =
                new GZIPInputStream(new FileInputStream("src/main/resources/samples/digits/" + file))) {
            byte[] bytes = stream.readAllBytes();
            return Arrays.copyOfRange(bytes, header, bytes.length);
        }
    }
}
