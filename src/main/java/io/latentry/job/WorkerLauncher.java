package io.latentry.job;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Starts worker processes: this server's Java and class path, with a JVM configuration of their own. */
@Component
class WorkerLauncher {

    private static final int FIRST_JAVA_TO_ASK_FOR_NATIVE_ACCESS = 24;

    /** These would give a worker the server's options, such as its heap size or debugger port. */
    private static final List<String> JVM_VARIABLES = List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

    private final JobProperties.Worker properties;

    WorkerLauncher(JobProperties properties) {
        this.properties = properties.worker();
    }

    WorkerProcess launch(Path folder) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command(folder));
        JVM_VARIABLES.forEach(builder.environment()::remove);
        WorkerLog log = new WorkerLog(folder);
        try {
            return new WorkerProcess(builder.start(), log);
        } catch (IOException e) {
            log.close();
            throw e;
        }
    }

    private List<String> command(Path folder) {
        List<String> command = new ArrayList<>(nice());
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + properties.heap().toMegabytes() + "m");
        command.addAll(properties.jvmOptions());
        command.add("-XX:ErrorFile=" + folder.resolve("crash.log"));
        if (Runtime.version().feature() >= FIRST_JAVA_TO_ASK_FOR_NATIVE_ACCESS) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        command.addAll(WorkerProgram.arguments(System.getProperty("java.class.path"), properties.mainClass()));
        command.add(io.latentry.job.Worker.ARGUMENT);
        command.add(folder.toString());
        return command;
    }

    private List<String> nice() {
        boolean wanted = properties.niceness() > 0 && onPath("nice");
        return wanted ? List.of("nice", "-n", String.valueOf(properties.niceness())) : List.of();
    }

    private static boolean onPath(String program) {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.of(path.split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
