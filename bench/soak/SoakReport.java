import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What was seen, as tables and a picture. */
record SoakReport(List<Series> all, boolean settled) {

    void write(Path folder) throws IOException {
        Files.writeString(folder.resolve("RESULTS.md"), """
                # Staying power

                %s
                Resident memory (`VmRSS`), read %s; growth is that of the line of least squares through the last 80 %% of
                each phase, and may be 5 %%. The heaps, `-Xms512m -Xmx512m -XX:+AlwaysPreTouch` in the server and in its workers, are
                resident from the beginning: what grows is native memory, code or mapped files.

                ![Resident memory over time](RESULTS.png)

                %s
                %s %s, Java %s, %s, %d processors, shared.
                """.formatted(
                        table(),
                        settled ? "after each of twenty parts and a full collection" : "four times a second",
                        heapTable(),
                        System.getProperty("os.name"),
                        System.getProperty("os.arch"),
                        Runtime.version().feature(),
                        glibc(),
                        Runtime.getRuntime().availableProcessors()));
        Chart.write(all, folder.resolve("RESULTS.png"));
    }

    /** What takes memory from the system for native code, and gives it back. */
    private static String glibc() throws IOException {
        Process process = new ProcessBuilder("getconf", "GNU_LIBC_VERSION").start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }

    String table() {
        StringBuilder lines = new StringBuilder("""
                | phase | process | seconds | least, MB | most, MB | line from, MB | to, MB | growth |
                |---|---|---:|---:|---:|---:|---:|---:|
                """);
        for (Series series : all) {
            Series.Line line = series.line();
            List<Series.Point> warm = series.warm();
            lines.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | %.0f | %.0f | %.0f | %.1f | %.1f | %+.2f %% |%n",
                    series.phase,
                    series.process,
                    line.to().seconds(),
                    warm.stream().mapToDouble(Series.Point::megabytes).min().orElseThrow(),
                    warm.stream().mapToDouble(Series.Point::megabytes).max().orElseThrow(),
                    line.from().megabytes(),
                    line.to().megabytes(),
                    100 * line.growth()));
        }
        return lines.toString();
    }

    String heapTable() {
        StringBuilder lines = new StringBuilder("""
                | heap after a full collection | of the | after a fifth, MB | at the end, MB |
                |---|---|---:|---:|
                """);
        for (Series series : all) {
            lines.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | %.1f | %.1f |%n",
                    series.phase,
                    series.process,
                    series.heaps.get(0),
                    series.heaps.get(1)));
        }
        return lines.toString();
    }
}
