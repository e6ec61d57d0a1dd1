package io.latentry.job;

import io.latentry.storage.FreeSpace;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Starts worker processes: this server's Java and class path, with a JVM configuration of their own. */
@Component
class WorkerLauncher {

    private static final int FIRST_JAVA_TO_ASK_FOR_NATIVE_ACCESS = 24;

    /** These would give a worker the server's options, such as its heap size or debugger port. */
    private static final List<String> JVM_VARIABLES = List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

    /**
     * Tensors of up to 32 MB, the most that all releases of glibc take, come from one heap, which gives free memory back every
     * few seconds, when the worker has it trimmed: by default every step of a training does, and has it cleared anew. Other C
     * libraries do not know these.
     */
    private static final Map<String, String> KEPT_MEMORY = Map.of(
            "MALLOC_ARENA_MAX", "1",
            "MALLOC_MMAP_THRESHOLD_", String.valueOf(32 << 20),
            "MALLOC_TRIM_THRESHOLD_", String.valueOf(1 << 30));

    private static final String SHELL_PREFIX = """
        trap '' HUP INT TERM
        if command -v nice > /dev/null; then exec nice -n "$0" "$@"; else exec "$@"; fi
        """;

    /** By default the heap begins with a share of the machine's memory, and all of that is used before anything is collected. */
    private static final long FIRST_HEAP_MB = 16;

    /** A chunk of items, and what is computed of it, are outside the heap. */
    private static final String BUFFERS = "-XX:MaxDirectMemorySize=1g";

    private static final String AOT_CACHE = "-XX:AOTCache=";

    private final JobProperties.Worker properties;

    WorkerLauncher(JobProperties properties) {
        this.properties = properties.worker();
    }

    WorkerProcess launch(Path folder) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command(folder));
        JVM_VARIABLES.forEach(builder.environment()::remove);
        KEPT_MEMORY.forEach(builder.environment()::putIfAbsent);
        WorkerLog log = new WorkerLog(folder);
        try {
            return new WorkerProcess(builder.start(), log);
        } catch (IOException e) {
            log.close();
            throw e;
        }
    }

    private List<String> command(Path folder) {
        List<String> command = new ArrayList<>(prefix());
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xms" + Math.min(FIRST_HEAP_MB, properties.heap().toMegabytes()) + "m");
        command.add("-Xmx" + properties.heap().toMegabytes() + "m");
        command.add(BUFFERS);
        command.add("-D" + FreeSpace.RESERVE + "=" + FreeSpace.configured());
        command.addAll(properties.jvmOptions());
        command.addAll(aotCache());
        command.add("-XX:ErrorFile=" + folder.resolve("crash.log"));
        if (Runtime.version().feature() >= FIRST_JAVA_TO_ASK_FOR_NATIVE_ACCESS) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        command.addAll(WorkerProgram.arguments(
                System.getProperty("java.class.path"), ClassLoader.getSystemClassLoader(), properties.mainClass()));
        command.add(io.latentry.job.Worker.ARGUMENT);
        command.add(folder.toString());
        return command;
    }

    /** The server's, which is of the worker's Java and class path too; a JVM that cannot use it goes on without. */
    private static List<String> aotCache() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith(AOT_CACHE))
                .toList();
    }

    /**
     * On Unix, a shell that becomes the worker after it has lowered its priority and made it deaf to signals: Ctrl-C and
     * service managers send them to the whole group of processes, while it is the server that tells a worker to stop.
     */
    private List<String> prefix() {
        return File.separatorChar == '/'
                ? List.of("/bin/sh", "-c", SHELL_PREFIX, String.valueOf(properties.niceness()))
                : List.of();
    }
}
