import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.util.List;

/** {@code Forward} in its process. */
final class Forwards implements AutoCloseable {

    private final Process process;
    private final BufferedReader in;
    private final PrintStream out;

    Forwards(List<String> command) throws IOException {
        process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        in = new BufferedReader(new InputStreamReader(process.getInputStream()));
        out = new PrintStream(process.getOutputStream(), true);
        answer();
    }

    private String answer() throws IOException {
        String line = in.readLine();
        while (line != null && !line.startsWith("forward ")) {
            line = in.readLine();
        }
        if (line == null) {
            throw new IOException("The forward pass has ended");
        }
        return line.substring("forward ".length());
    }

    String run(double seconds) throws IOException {
        out.println(seconds);
        return answer();
    }

    @Override
    public void close() {
        process.destroy();
    }
}
