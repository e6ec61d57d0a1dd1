import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A JDK. */
record Java(Path home, int feature) {

    boolean makesCaches() {
        return feature >= 25;
    }

    /** The version of the JDK in a folder, as it tells it. */
    static int feature(Path home) throws IOException {
        Process process = new ProcessBuilder(home.resolve("bin/java").toString(), "-version")
                .redirectErrorStream(true)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher found = Pattern.compile("version \"(\\d+)").matcher(text);
        if (!found.find()) {
            throw new IllegalStateException(home + " says: " + text);
        }
        return Integer.parseInt(found.group(1));
    }

    /** Runs a program to its end. */
    void run(Path scratch, Path folder, List<String> arguments) throws IOException, InterruptedException {
        int code = builder(scratch, folder, arguments).start().waitFor();
        if (code != 0) {
            throw new IllegalStateException(arguments + " ended with " + code + "; see the log in " + scratch);
        }
    }

    /** A program that finds natives in the scratch folder, and writes its log there. */
    ProcessBuilder builder(Path scratch, Path folder, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(home.resolve("bin/java").toString());
        if (feature >= 24) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(scratch.resolve("log").toFile()));
        builder.environment().put("DJL_CACHE_DIR", scratch.resolve("natives").toString());
        return builder;
    }
}
