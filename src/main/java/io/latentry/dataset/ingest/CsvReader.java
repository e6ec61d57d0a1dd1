package io.latentry.dataset.ingest;

import io.latentry.core.error.InvalidInputException;
import io.latentry.core.error.TooLargeException;
import io.latentry.dataset.DatasetProperties;
import io.latentry.dataset.DatasetWriter;
import io.latentry.dataset.Labelling;
import io.latentry.dataset.Split;
import io.latentry.model.ElementType;
import io.latentry.model.ItemShape;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads vectors from a CSV file: a header line, then numbers, and labels of any text in one column. */
final class CsvReader {

    private static final int NO_LABELS = -1;
    private static final int MAX_LABEL = 200;
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final DatasetProperties limits;
    private final IngestOptions options;
    private final Map<String, Integer> classes = new LinkedHashMap<>();

    CsvReader(DatasetProperties limits, IngestOptions options) {
        this.limits = limits;
        this.options = options;
    }

    void read(UploadedFile file, Path folder) throws IOException {
        options.refuse("on a CSV file", "classes", "size", "channels");
        try (ContentStream in = file.open()) {
            int maximum = Math.toIntExact(Math.min(limits.maxCsvLine().toBytes(), Integer.MAX_VALUE - Byte.MAX_VALUE));
            LineSource lines = new LineSource(new BufferedInputStream(in), file.field(), maximum);
            List<String> columns = header(lines, file.field());
            int label = label(columns);
            int width = label == NO_LABELS ? columns.size() : columns.size() - 1;
            try (DatasetWriter writer = DatasetWriter.create(
                    folder, ItemShape.vector(width), ElementType.FLOAT32, options.testSplit(false))) {
                copy(lines, new CsvLine(lines, file.field(), columns.size()), columns, label, writer);
                writer.seal(label == NO_LABELS ? Labelling.none() : Labelling.sorted(classes.keySet()));
            }
        }
    }

    private List<String> header(LineSource lines, String field) throws IOException {
        lines.next();
        checkColumns(lines, field);
        CsvLine line = new CsvLine(lines, field, limits.maxItemValues() + 1);
        int count = line.split();
        List<String> columns = new ArrayList<>();
        for (int cell = 0; cell < count; cell++) {
            String name = line.text(cell);
            columns.add(cell == 0 && name.startsWith(BYTE_ORDER_MARK) ? name.substring(1) : name);
        }
        if (new HashSet<>(columns).size() < count || columns.contains("")) {
            throw Malformed.file(
                    field,
                    "was taken for CSV, and line 1 must name each column, separated by commas, and no two alike");
        }
        return columns;
    }

    /** The columns of an item, and one for its label; commas within quotes are counted, too. */
    private void checkColumns(LineSource lines, String field) {
        int commas = 0;
        for (int at = 0; at < lines.length(); at++) {
            commas += lines.bytes()[at] == ',' ? 1 : 0;
        }
        if (commas > limits.maxItemValues()) {
            throw new TooLargeException(
                    "item-too-large", "A line of " + field + " has over " + limits.maxItemValues() + " numbers");
        }
    }

    private int label(List<String> columns) {
        if (options.label().isEmpty()) {
            return NO_LABELS;
        }
        String name = options.label().get();
        int column = columns.indexOf(name);
        if (column < 0 || columns.size() == 1) {
            throw InvalidInputException.field(
                    "label", column < 0 ? "'" + name + "' is no column of the file" : "is the file's only column");
        }
        return column;
    }

    private void copy(LineSource lines, CsvLine line, List<String> columns, int label, DatasetWriter writer)
            throws IOException {
        ByteBuffer item = ByteBuffer.allocate(writer.itemBytes()).order(ByteOrder.LITTLE_ENDIAN);
        for (int count = 0; lines.next(); count++) {
            if (lines.length() == 0) {
                end(lines, line);
                return;
            }
            if (count == limits.maxItems()) {
                throw new TooLargeException("too-many-items", "The file has over " + count + " items");
            }
            if (line.split() != columns.size()) {
                throw line.error("doesn't have " + columns.size() + " cells, as the header has");
            }
            item.clear();
            for (int cell = 0; cell < columns.size(); cell++) {
                if (cell != label) {
                    item.putFloat(line.number(cell, columns.get(cell)));
                }
            }
            writer.add(Split.TRAIN, item.flip(), label == NO_LABELS ? 0 : number(line, label));
        }
    }

    /** After an empty line only empty ones may follow. */
    private static void end(LineSource lines, CsvLine line) throws IOException {
        while (lines.next()) {
            if (lines.length() > 0) {
                throw line.error("follows an empty one");
            }
        }
    }

    private int number(CsvLine line, int label) {
        String name = line.text(label);
        if (name.isEmpty() || name.length() > MAX_LABEL) {
            throw line.error("has a label that is empty or longer than " + MAX_LABEL + " characters");
        }
        Integer number = classes.putIfAbsent(name, classes.size());
        if (classes.size() > limits.maxClasses()) {
            throw new TooLargeException(
                    "too-many-classes", "The file has over " + limits.maxClasses() + " different labels");
        }
        return number == null ? classes.size() - 1 : number;
    }
}
