import io.latentry.engine.EngineProperties;
import io.latentry.engine.TorchNetworkLoader;
import io.latentry.model.Encoder;
import io.latentry.model.ModelConfig;
import io.latentry.model.Network;
import io.latentry.model.Precision;
import io.latentry.model.Tensor;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.ZipFile;
import tools.jackson.databind.json.JsonMapper;

/**
 * The forward pass alone, in a JVM of its own: what the server's engine does for a request, without HTTP. Arguments: an
 * artifact, and the rows of a batch. For each line of input, a number of seconds, it computes with as many threads as there are
 * cores and answers with a line: batches a second, and milliseconds of processor time for each.
 */
public class Forward {

    /** Tells answers from what is logged. */
    private static final String ANSWER = "forward ";

    private final Encoder encoder;
    private final Tensor items;

    private Forward(Encoder encoder, Tensor items) {
        this.encoder = encoder;
        this.items = items;
    }

    public static void main(String[] arguments) throws Exception {
        ModelConfig config;
        Path weights = Files.createTempFile("forward", ".safetensors");
        try (ZipFile zip = new ZipFile(arguments[0])) {
            config = new JsonMapper()
                    .readValue(zip.getInputStream(zip.getEntry("config.json")).readAllBytes(), ModelConfig.class);
            Files.write(weights, zip.getInputStream(zip.getEntry("model.safetensors")).readAllBytes());
        }
        EngineProperties properties = new EngineProperties(0, 64, Duration.ofMinutes(1), Duration.ZERO);
        try (TorchNetworkLoader loader = new TorchNetworkLoader(properties, new SimpleMeterRegistry());
                Network network = loader.load(config, List.of(weights), Precision.FLOAT32)) {
            Tensor items = Tensor.allocate(config.shape().batch(Integer.parseInt(arguments[1])));
            fill(items.values());
            serve(new Forward(network.as(Encoder.class).orElseThrow(), items));
        } finally {
            Files.delete(weights);
        }
    }

    private static void fill(FloatBuffer values) {
        Random random = new Random(1);
        while (values.hasRemaining()) {
            values.put(random.nextFloat());
        }
    }

    private static void serve(Forward forward) throws Exception {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
        System.out.println(ANSWER + "ready");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            System.out.println(ANSWER + forward.run(Double.parseDouble(line)));
        }
    }

    private String run(double seconds) throws InterruptedException {
        long begin = System.nanoTime();
        long end = begin + (long) (seconds * 1e9);
        AtomicLong calls = new AtomicLong();
        List<Thread> threads = new ArrayList<>();
        double cpu = cpuSeconds();
        for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
            threads.add(new Thread(() -> {
                while (System.nanoTime() < end) {
                    encoder.encode(items);
                    calls.incrementAndGet();
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        double wall = (System.nanoTime() - begin) / 1e9;
        return calls.get() / wall + " " + 1000 * (cpuSeconds() - cpu) / calls.get();
    }

    private static double cpuSeconds() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime()
                / 1e9;
    }
}
