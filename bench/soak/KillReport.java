import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the ledger tells of all kills. */
record KillReport(Ledger ledger) {

    private static final List<String> KINDS = List.of("dataset", "model", "alias", "job");

    boolean isClean() {
        return ledger.lost().isEmpty() && different().isEmpty();
    }

    private List<List<String>> different() {
        return ledger.lines("compared").stream()
                .filter(line -> line.get(3).equals("different"))
                .collect(Collectors.toList());
    }

    String text() {
        List<List<String>> kills = ledger.lines("kill");
        long disturbed = kills.stream().filter(line -> Integer.parseInt(line.get(5)) > 1).count();
        long seconds = sum("seconds", 1);
        return String.format(
                        Locale.ROOT,
                        """
                        # %d kills

                        %d acknowledged things lost or otherwise amiss, %d results that differ from an undisturbed run's, of %d compared; %d of these jobs were
                        under way when they were killed, and had a further worker. After the kills, %,d acknowledged things were looked for in
                        all; %d things had been asked for and not answered: they were there as a whole or not at all, and stayed so (of %d
                        nobody could tell, since nothing had made the same before). %d further rounds were broken off, their kills not
                        counted. %d minutes.

                        %s
                        %s
                        %s
                        """,
                        kills.size(),
                        ledger.lost().size(),
                        different().size(),
                        ledger.lines("compared").size(),
                        disturbed,
                        sum("checked", 2),
                        ledger.lines("settled").size(),
                        ledger.lines("unknown").size(),
                        ledger.lines("round").size() - kills.size(),
                        seconds / 60,
                        table("killed", "times", counts("kill", 2)),
                        acknowledged(),
                        table("job", "compared", counts("compared", 2)))
                + trouble();
    }

    private long sum(String kind, int column) {
        return ledger.lines(kind).stream()
                .mapToLong(line -> Long.parseLong(line.get(column)))
                .sum();
    }

    private Map<String, Long> counts(String kind, int column) {
        return ledger.lines(kind).stream()
                .collect(Collectors.groupingBy(line -> line.get(column), TreeMap::new, Collectors.counting()));
    }

    private static String table(String what, String count, Map<String, Long> counts) {
        StringBuilder lines = new StringBuilder("| " + what + " | " + count + " |\n|---|---:|\n");
        counts.forEach((name, number) ->
                lines.append("| ").append(name.toLowerCase(Locale.ROOT)).append(" | ").append(number).append(" |\n"));
        return lines.toString();
    }

    private String acknowledged() {
        StringBuilder lines = new StringBuilder("| acknowledged | made | deleted |\n|---|---:|---:|\n");
        for (String kind : KINDS) {
            lines.append(String.format(
                    "| %s | %d | %d |%n",
                    kind, ledger.confirmed(kind + "/", false), ledger.confirmed(kind + "/", true)));
        }
        return lines.toString();
    }

    private String trouble() {
        return ledger.lost().stream()
                        .map(line -> "- lost: `" + String.join(" ", line.subList(1, line.size())) + "`\n")
                        .collect(Collectors.joining())
                + different().stream()
                        .map(line -> "- differs: kill " + line.get(1) + ", " + line.get(2) + "\n")
                        .collect(Collectors.joining());
    }
}
