package io.latentry.evaluation;

import io.latentry.evaluation.Cells.Cell;
import io.latentry.storage.DurableFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The measurements that are done, each a line of a file, so that none is made twice. A line ends with the checksum of what it
 * says; those of earlier versions have none.
 */
final class Cells {

    private static final String FILE = "cells.jsonl";
    private static final Pattern LINE = Pattern.compile("(?s)(\\{.*\\})(?: ([0-9a-f]{8}))?");

    private final Path file;
    private final JsonMapper json;
    private final Map<Key, Cell> cells = new LinkedHashMap<>();
    private double seconds;
    private int damaged;

    private record Key(String representation, String protocol, long seed) {}

    /**
     * One measurement.
     *
     * @param representation that was measured
     * @param protocol by which
     * @param seed of what was drawn
     * @param figures by the names of their measures
     * @param note why there are none that one would expect; null if nothing is to be said
     * @param seconds that it took
     */
    record Cell(
            String representation,
            String protocol,
            long seed,
            Map<String, Double> figures,
            @Nullable String note,
            double seconds) {}

    private Cells(Path file, JsonMapper json) {
        this.file = file;
        this.json = json;
    }

    /** Those in a job's folder. What is damaged does not count, nor what a kill cut off in the middle of the last line. */
    static Cells in(Path folder, JsonMapper json) throws IOException {
        Cells all = new Cells(folder.resolve(FILE), json);
        if (Files.exists(all.file)) {
            // Decayed bytes need not be UTF-8.
            List<String> whole = all.read(new String(Files.readAllBytes(all.file), StandardCharsets.UTF_8));
            DurableFiles.write(all.file, String.join("", whole).getBytes(StandardCharsets.UTF_8));
        }
        return all;
    }

    private List<String> read(String text) {
        List<String> whole = new ArrayList<>();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            Optional<Cell> cell = parse(lines.get(i));
            if (cell.isPresent()) {
                put(cell.get());
                whole.add(lines.get(i) + "\n");
            } else if (i < lines.size() - 1 || text.endsWith("\n")) {
                damaged++;
            }
        }
        return whole;
    }

    private Optional<Cell> parse(String line) {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String text = parts.group(1);
        String sum = parts.group(2);
        try {
            return sum == null || sum.equals(sum(text))
                    ? Optional.of(json.readValue(text, Cell.class))
                    : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static String sum(String text) {
        CRC32C crc = new CRC32C();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }

    private void put(Cell cell) {
        cells.put(new Key(cell.representation(), cell.protocol(), cell.seed()), cell);
        seconds += cell.seconds();
    }

    /** In the order in which they were made. */
    List<Cell> all() {
        return List.copyOf(cells.values());
    }

    int count() {
        return cells.size();
    }

    /** Lines that were not what had been written, whose measurements have to be made again. */
    int damaged() {
        return damaged;
    }

    /** What all of them took. */
    double seconds() {
        return seconds;
    }

    Optional<Cell> find(String representation, String protocol, long seed) {
        return Optional.ofNullable(cells.get(new Key(representation, protocol, seed)));
    }

    /** Those of one representation, in the order in which they were made. */
    List<Cell> of(String representation) {
        return cells.values().stream()
                .filter(cell -> cell.representation().equals(representation))
                .toList();
    }

    /** Adds one, on disk when this returns. */
    void add(Cell cell) {
        String text = json.writeValueAsString(cell);
        try {
            Files.writeString(
                    file, text + " " + sum(text) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            DurableFiles.force(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        put(cell);
    }
}
