import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What was asked of a server and what it acknowledged, in a file that is only added to, so that kills can be spread over several
 * runs. A key, such as {@code alias/boots/best}, has a value, or {@link #NOTHING} if it is deleted.
 */
final class Ledger {

    static final String NOTHING = "-";
    /** The value of what has never been made before. */
    static final String ANYTHING = "*";

    private static final String ASKED = "asked";
    private static final String TRUE = "true";
    private static final String KNOWN = "known";
    private static final String LOST = "lost";

    private final Path file;
    private final List<List<String>> lines = new ArrayList<>();
    private final Map<String, String> values = new TreeMap<>();
    private final Map<String, String> open = new HashMap<>();
    private final Map<String, String> known = new HashMap<>();

    Ledger(Path file) throws IOException {
        this.file = file;
        if (Files.exists(file)) {
            Files.readAllLines(file).forEach(line -> take(List.of(line.split("\t"))));
        }
    }

    private void take(List<String> line) {
        lines.add(line);
        if (line.get(0).equals(ASKED)) {
            open.put(line.get(1), line.get(2));
        } else if (line.get(0).equals(TRUE)) {
            values.put(line.get(1), line.get(2));
            open.remove(line.get(1));
        } else if (line.get(0).equals(KNOWN)) {
            known.put(line.get(1), line.get(2));
        }
    }

    /** Adds a line of any kind. */
    synchronized void note(String kind, Object... columns) {
        List<String> line = new ArrayList<>(List.of(kind));
        for (Object column : columns) {
            line.add(column.toString());
        }
        try {
            Files.writeString(
                    file, String.join("\t", line) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        take(line);
    }

    /** A request is about to be sent; until it is answered, the old value and the new one may both be there. */
    void ask(String key, String value) {
        note(ASKED, key, value);
    }

    /** It was acknowledged, or seen to be so. */
    void confirm(String key, String value) {
        note(TRUE, key, value);
    }

    /** What a request will make that has been answered before, or {@link #ANYTHING}. */
    synchronized String known(String request) {
        return known.getOrDefault(request, ANYTHING);
    }

    /** What a request made, which is always the same. */
    void learn(String request, String value) {
        String before = known(request);
        if (before.equals(ANYTHING)) {
            note(KNOWN, request, value);
        } else if (!before.equals(value)) {
            lose(request, before, value);
        }
    }

    /** Something is not as it must be. */
    void lose(String key, String expected, String found) {
        note(LOST, key, expected, found);
    }

    /** The columns of all that is not as it must be. */
    List<List<String>> lost() {
        return lines(LOST);
    }

    /** What was asked and never answered. */
    synchronized Map<String, String> open() {
        return Map.copyOf(open);
    }

    synchronized String value(String key) {
        return values.getOrDefault(key, NOTHING);
    }

    /** The keys of what must be there, of those that begin like this. */
    synchronized List<String> present(String prefix) {
        return values.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix) && !entry.getValue().equals(NOTHING))
                .map(Map.Entry::getKey)
                .collect(Collectors.toList());
    }

    /** The columns of all lines of a kind. */
    synchronized List<List<String>> lines(String kind) {
        return lines.stream().filter(line -> line.get(0).equals(kind)).collect(Collectors.toList());
    }

    /** How many keys that begin like this ever had a value, or none. */
    synchronized long confirmed(String prefix, boolean deleted) {
        return lines.stream()
                .filter(line -> line.get(0).equals(TRUE)
                        && line.get(1).startsWith(prefix)
                        && line.get(2).equals(NOTHING) == deleted)
                .map(line -> line.get(1))
                .distinct()
                .count();
    }
}
