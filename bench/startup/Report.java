import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The page of results. */
record Report(Map<Way, Figures> results, List<String> missing, Path cache) {

    private static final String READY = Startup.READY;

    String text() throws IOException {
        Figures first = results.values().iterator().next();
        List<String> names = List.copyOf(first.names());
        StringBuilder text = new StringBuilder("# Start-up, on a store with datasets and models\n\n");
        text.append("| way | ").append(String.join(" | ", names)).append(" | ready, of the first |\n");
        text.append("|---|").append("---:|".repeat(names.size() + 1)).append('\n');
        results.forEach((way, figures) -> {
            String cells = names.stream().map(figures::text).collect(Collectors.joining(" | "));
            double ratio = figures.median(READY) / first.median(READY);
            text.append(String.format(Locale.ROOT, "| %s | %s | %.2f |%n", way.name(), cells, ratio));
        });
        missing.forEach(line -> text.append("\nNot measured: ").append(line).append(".\n"));
        text.append("\nMedians and ranges of ").append(runs()).append(" starts of each, in turns.");
        if (Files.exists(cache)) {
            text.append(" The AOT cache has %d MB.".formatted(Files.size(cache) / 1_000_000));
        }
        return text.append("\n\n%s %s, Java %s, %d processors, shared.\n"
                        .formatted(
                                System.getProperty("os.name"),
                                System.getProperty("os.arch"),
                                Runtime.version(),
                                Runtime.getRuntime().availableProcessors()))
                .toString();
    }

    private int runs() {
        return results.values().iterator().next().count(READY);
    }
}
