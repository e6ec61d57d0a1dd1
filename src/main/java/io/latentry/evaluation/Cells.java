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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The measurements that are done, each a line of a file, so that none is made twice. */
final class Cells {

    private static final String FILE = "cells.jsonl";

    private final Path file;
    private final JsonMapper json;
    private final Map<Key, Cell> cells = new LinkedHashMap<>();
    private double seconds;

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

    /** Those in a job's folder. What a kill cut off in the middle of a line does not count, nor what stands behind it. */
    static Cells in(Path folder, JsonMapper json) throws IOException {
        Cells all = new Cells(folder.resolve(FILE), json);
        if (Files.exists(all.file)) {
            List<String> whole = all.read(Files.readString(all.file));
            DurableFiles.write(all.file, String.join("", whole).getBytes(StandardCharsets.UTF_8));
        }
        return all;
    }

    private List<String> read(String text) {
        List<String> whole = new ArrayList<>();
        for (String line : text.lines().toList()) {
            try {
                put(json.readValue(line, Cell.class));
                whole.add(line + "\n");
            } catch (JacksonException e) {
                return whole;
            }
        }
        return whole;
    }

    private void put(Cell cell) {
        cells.put(new Key(cell.representation(), cell.protocol(), cell.seed()), cell);
        seconds += cell.seconds();
    }

    int count() {
        return cells.size();
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
        try {
            Files.writeString(
                    file, json.writeValueAsString(cell) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            DurableFiles.force(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        put(cell);
    }
}
