package io.latentry.evaluation;

import io.latentry.evaluation.Cells.Cell;
import io.latentry.model.DurableFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The measurements that are done, kept on disk so that none is made twice. */
final class Cells {

    private static final String FILE = "cells.json";

    private final Path file;
    private final JsonMapper json;
    private final List<Cell> cells = new ArrayList<>();

    /**
     * One measurement.
     *
     * @param representation that was measured
     * @param protocol by which
     * @param seed of what was drawn
     * @param figures by the names of their measures
     * @param note why there are none that one would expect; null if nothing is to be said
     */
    record Cell(
            String representation,
            String protocol,
            long seed,
            Map<String, Double> figures,
            @Nullable String note) {}

    private record Book(List<Cell> cells, double seconds) {}

    private double seconds;

    private Cells(Path file, JsonMapper json) {
        this.file = file;
        this.json = json;
    }

    /** Those in a job's folder. */
    static Cells in(Path folder, JsonMapper json) {
        Cells all = new Cells(folder.resolve(FILE), json);
        if (Files.exists(all.file)) {
            Book book = json.readValue(all.file.toFile(), Book.class);
            all.cells.addAll(book.cells());
            all.seconds = book.seconds();
        }
        return all;
    }

    int count() {
        return cells.size();
    }

    /** What all of them took. */
    double seconds() {
        return seconds;
    }

    Optional<Cell> find(String representation, String protocol, long seed) {
        return cells.stream()
                .filter(cell -> cell.representation().equals(representation))
                .filter(cell -> cell.protocol().equals(protocol) && cell.seed() == seed)
                .findFirst();
    }

    /** Those of one representation, in the order in which they were made. */
    List<Cell> of(String representation) {
        return cells.stream()
                .filter(cell -> cell.representation().equals(representation))
                .toList();
    }

    /** Adds one, on disk when this returns. */
    void add(Cell cell, double took) {
        cells.add(cell);
        seconds += took;
        try {
            DurableFiles.write(file, json.writeValueAsBytes(new Book(cells, seconds)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
