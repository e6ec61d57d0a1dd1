import java.nio.file.Path;
import java.util.List;

/**
 * A way to start the server.
 *
 * @param folder with the jar
 * @param options of the JVM
 */
record Way(String name, Java java, Path folder, List<String> options) {}
