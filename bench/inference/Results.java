import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The page of results. */
final class Results {

    private final Measurements measurements;
    private final List<String> lines = new ArrayList<>();

    private Results(Measurements measurements) {
        this.measurements = measurements;
    }

    static void write(Measurements measurements, Path target) throws IOException {
        Results results = new Results(measurements);
        results.add("# Serving beside the forward pass and beside FastAPI", "");
        results.table();
        results.overload();
        results.add(
                "Forward: batches a second and processor time of the engine in a JVM of its own, one call a core. CPU: user and"
                        + " system time of the server's processes for a request. p50 and p99 in ms, of 1 and of 8 clients that"
                        + " wait for their answers; requests a second and CPU with 8. Medians of "
                        + measurements.of(Row.ALL.get(0).name(), "ours", 8).size()
                        + " alternations, and ranges where they tell something. `pydantic` is FastAPI's usual way with JSON; `orjson` checks nothing.",
                "",
                "%s %s, %d processors, shared by server, peer and load; Java %s; %s; most memory of the server %s MB."
                        .formatted(
                                System.getProperty("os.name"), System.getProperty("os.arch"),
                                Runtime.getRuntime().availableProcessors(), measurements.noted("server"),
                                measurements.noted("peer").replaceAll("[{}\"]", "").replace(":", " ").replace(",", ", "),
                                measurements.noted("memory")),
                "");
        Files.write(target, results.lines);
        System.out.println(Files.readString(target));
    }

    private void add(String... more) {
        lines.addAll(List.of(more));
    }

    private void table() throws IOException {
        add(
                "| | requests/s | range | CPU, ms | p50, p99 (1) | p50, p99 (8) | throughput to ours | CPU beyond forward, ms |",
                "|---|---:|---:|---:|---:|---:|---:|---:|");
        for (Row row : Row.ALL) {
            if (measurements.of(row.name(), "ours", 8).isEmpty()) {
                continue;
            }
            add("| **" + row.title() + "** | | | | | | | |");
            add(line(row, "ours", "here"));
            List<Measurements.Line> forward = measurements.of(row.name(), "forward", 0);
            double forwardRate = Measurements.median(forward, Measurements.Line::perSecond);
            add(format(
                    "| forward pass alone | %s | %s | %.3f | | | %.2f | |",
                    rate(forwardRate), range(forward, Measurements.Line::perSecond), median(forward, Measurements.Line::cpu),
                    forwardRate / measurements.capacity(row.name())));
            for (String path : row.peers()) {
                add(line(row, path, path.endsWith("/json") ? "FastAPI, pydantic" : path.endsWith("/orjson") ? "FastAPI, orjson" : "FastAPI"));
            }
        }
        add("");
    }

    private String line(Row row, String side, String name) throws IOException {
        List<Measurements.Line> one = measurements.of(row.name(), side, 1);
        List<Measurements.Line> many = measurements.of(row.name(), side, 8);
        double rate = Measurements.median(many, Measurements.Line::perSecond);
        double cpu = Measurements.median(many, Measurements.Line::cpu);
        double forward = median(measurements.of(row.name(), "forward", 0), Measurements.Line::cpu);
        return format(
                "| %s | %s | %s | %.3f | %s | %s | %.2f | %.3f |",
                name, rate(rate), range(many, Measurements.Line::perSecond), cpu, latencies(one), latencies(many),
                rate / measurements.capacity(row.name()), cpu - forward);
    }

    private void overload() throws IOException {
        add(
                "Three times that rate, open loop, latency counted from when a request was due; the server had a second to notice."
                        + " Normal is the p99 with 8 clients.",
                "",
                "| | accepted/s | p99 | to normal | refused/s with 429 and `Retry-After` | their p99 | other answers |",
                "|---|---:|---:|---:|---:|---:|---:|");
        for (Row row : Row.ALL) {
            List<Measurements.Line> over = measurements.of(row.name(), "overload", 0);
            if (!over.isEmpty()) {
                double normal = median(measurements.of(row.name(), "ours", 8), Measurements.Line::p99);
                double p99 = median(over, Measurements.Line::p99);
                add(format(
                        "| %s | %s | %.1f | %.2f | %s | %.1f | %d |",
                        row.title(), rate(median(over, Measurements.Line::perSecond)), p99, p99 / normal,
                        rate(median(over, Measurements.Line::refused)), median(over, Measurements.Line::refusedP99),
                        over.stream().mapToLong(Measurements.Line::wrong).sum()));
            }
        }
        add("");
    }

    private static double median(List<Measurements.Line> lines, ToDoubleFunction<Measurements.Line> figure) {
        return Measurements.median(lines, figure);
    }

    private static String latencies(List<Measurements.Line> lines) {
        return format("%.2f, %.2f", median(lines, Measurements.Line::median), median(lines, Measurements.Line::p99));
    }

    private static String range(List<Measurements.Line> lines, ToDoubleFunction<Measurements.Line> figure) {
        return rate(lines.stream().mapToDouble(figure).min().orElse(0)) + "–"
                + rate(lines.stream().mapToDouble(figure).max().orElse(0));
    }

    private static String rate(double perSecond) {
        return format(perSecond < 100 ? "%.1f" : "%.0f", perSecond);
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
