import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How long does a start take? Makes a store with datasets and models, starts the server on it in each of the ways that there are,
 * in turns, and writes RESULTS.md.
 *
 * <p>Arguments: the packaged jar, a folder that is empty or not there yet, and maybe the home of another JDK to compare with.
 */
public class Startup {

    private static final int ROUNDS = 7;
    private static final int WARM_AFTER = 200;
    private static final String JAR = "latentry.jar";
    private static final String CACHE = "latentry.aot";
    static final String READY = "ready, s";
    private static final String PROCESSOR = "processor time until then, s";
    private static final String FIRST = "first encode, ms";
    private static final String WARM = "encode after " + WARM_AFTER + ", ms";

    /** Beyond that of the benchmark, it is others that slow starts down. */
    private static final String LOAD = "load average before";

    /** Of PCA, so that the store has what a user has made. */
    private static final String JOB = "{\"method\": \"pca\", \"dataset\": \"digits\", \"model\": \"my-pca\"}";

    private static final String ITEMS = "{\"dataset\": \"digits\", \"indices\": [0, 1, 2]}";

    private final Path folder;
    private final Path packed;
    private final Path extracted;
    private final Map<Way, Figures> results = new LinkedHashMap<>();

    Startup(Path jar, Path folder) {
        this.folder = folder;
        this.packed = jar.getParent();
        this.extracted = folder.resolve("extracted");
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of(arguments[1])).toAbsolutePath();
        Startup startup = new Startup(Path.of(arguments[0]).toAbsolutePath(), folder);
        Java own = new Java(Path.of(System.getProperty("java.home")), Runtime.version().feature());
        startup.prepare(own);
        List<String> missing = startup.choose(own, arguments.length > 2 ? Path.of(arguments[2]) : null);
        for (int round = 0; round < ROUNDS; round++) {
            for (Way way : startup.results.keySet()) {
                startup.measure(way);
            }
        }
        String report = new Report(startup.results, missing, startup.extracted.resolve(CACHE)).text();
        System.out.println(report);
        Files.writeString(Path.of("bench/startup/RESULTS.md"), report);
    }

    /** Natives, a store, an extracted jar, and a cache if this Java makes one. */
    private void prepare(Java java) throws Exception {
        if (!Files.exists(packed.resolve(JAR))) {
            throw new IllegalArgumentException("The jar must be called " + JAR);
        }
        java.run(folder, packed, List.of("-jar", JAR, "unpack-natives"));
        Way first = new Way("first run", java, packed, List.of());
        try (Server server = new Server(first, folder, "--latentry.demo=true")) {
            server.awaitReady();
            server.client.job("/v1/jobs", JOB);
        }
        java.run(folder, packed, List.of("-Djarmode=tools", "-jar", JAR, "extract", "--destination", extracted.toString()));
        if (java.makesCaches()) {
            java.run(folder, extracted, List.of("-XX:AOTCacheOutput=" + CACHE, "-jar", JAR, "rehearse"));
        }
    }

    /** Sets down what is measured, and returns what cannot be. */
    private List<String> choose(Java own, Path other) throws Exception {
        List<String> missing = new ArrayList<>();
        String version = "JDK " + own.feature();
        results.put(new Way("packaged jar, " + version, own, packed, List.of()), new Figures());
        results.put(new Way("extracted, " + version, own, extracted, List.of()), new Figures());
        if (own.makesCaches()) {
            // Whoever cannot use the cache is to fail, not to be measured.
            List<String> options = List.of("-XX:AOTMode=on", "-XX:AOTCache=" + CACHE);
            results.put(new Way("extracted with AOT cache, " + version, own, extracted, options), new Figures());
        } else {
            missing.add("extracted with AOT cache: JDK " + own.feature() + " makes none, JDK 25 does");
        }
        if (other != null && Files.isExecutable(other.resolve("bin/java"))) {
            Java second = new Java(other, Java.feature(other));
            results.put(new Way("packaged jar, JDK " + second.feature(), second, packed, List.of()), new Figures());
        } else {
            missing.add("packaged jar on another JDK: " + (other == null ? "none was named" : "there is none in " + other));
        }
        return missing;
    }

    private void measure(Way way) throws IOException, InterruptedException {
        Figures figures = results.get(way);
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        try (Server server = new Server(way, folder, "--latentry.demo=false")) {
            figures.add(READY, server.awaitReady());
            figures.add(PROCESSOR, server.processorSeconds());
            figures.add(FIRST, encode(server.client));
            for (int i = 1; i < WARM_AFTER; i++) {
                encode(server.client);
            }
            Figures warm = new Figures();
            for (int i = 0; i < 50; i++) {
                warm.add(WARM, encode(server.client));
            }
            figures.add(WARM, warm.median(WARM));
            figures.add(LOAD, load);
        }
        System.out.println(way.name() + ": " + figures.last());
    }

    /** Milliseconds of a request that encodes three items of a dataset. */
    private static double encode(Client client) throws IOException, InterruptedException {
        long start = System.nanoTime();
        client.post("/v1/models/my-pca/encode", ITEMS, Client.JSON);
        return (System.nanoTime() - start) / 1e6;
    }
}
