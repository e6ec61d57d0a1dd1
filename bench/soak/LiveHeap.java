import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is left of a JVM's heap by a full garbage collection, and of its native memory. */
final class LiveHeap {

    /** Of each of the collector's spaces, as JDK 17 and JDK 25 write it. */
    private static final Pattern USED = Pattern.compile("(?:total|committed) \\d+K, used (\\d+)K");

    private LiveHeap() {}

    /** In megabytes. */
    static double measure(long pid) throws IOException, InterruptedException {
        jcmd(pid, "GC.run");
        String info = jcmd(pid, "GC.heap_info");
        Matcher used = USED.matcher(info);
        if (!used.find()) {
            throw new IllegalStateException(info);
        }
        return used.reset().results().mapToLong(space -> Long.parseLong(space.group(1))).sum() * 1024 / 1e6;
    }

    /** Has a process collect its garbage and give free native memory back. */
    static void settle(long pid) throws IOException, InterruptedException {
        jcmd(pid, "GC.run");
        // Direct buffers are freed by a thread that learns of them from the collection.
        Thread.sleep(100);
        jcmd(pid, "System.trim_native_heap");
    }

    private static String jcmd(long pid, String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), String.valueOf(pid), command)
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(output);
        }
        return output;
    }
}
