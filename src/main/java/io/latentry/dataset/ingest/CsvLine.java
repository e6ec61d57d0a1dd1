package io.latentry.dataset.ingest;

import ch.randelshofer.fastdoubleparser.JavaFloatParser;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Splits a line at its commas, and reads cells as numbers or text (RFC 4180, but quoted cells stay on one line). */
final class CsvLine {

    private final LineSource lines;
    private final String field;
    private final int[] starts;
    private final int[] ends;
    private int cells;

    /** A line of at most {@code maximum} cells. */
    CsvLine(LineSource lines, String field, int maximum) {
        this.lines = lines;
        this.field = field;
        this.starts = new int[maximum];
        this.ends = new int[maximum];
    }

    /** Finds the cells of the source's present line, and returns how many there are. */
    int split() {
        cells = 0;
        int at = 0;
        do {
            at = cell(at) + 1;
        } while (at <= lines.length());
        return cells;
    }

    /** Takes the cell that starts there, and returns where it ends. */
    private int cell(int start) {
        byte[] bytes = lines.bytes();
        boolean quoted = start < lines.length() && bytes[start] == '"';
        int end = quoted ? closingQuote(start + 1) : start;
        while (end < lines.length() && bytes[end] != ',') {
            if (bytes[end] == '"' || quoted) {
                throw error("has a quote within a cell; write it twice, in a quoted cell");
            }
            end++;
        }
        if (cells == starts.length) {
            throw error("has over " + starts.length + " cells");
        }
        starts[cells] = quoted ? start + 1 : start;
        ends[cells++] = quoted ? end - 1 : end;
        return end;
    }

    /** The position after the quote that ends a cell. */
    private int closingQuote(int start) {
        byte[] bytes = lines.bytes();
        for (int at = start; at < lines.length(); at++) {
            if (bytes[at] == '"') {
                boolean doubled = at + 1 < lines.length() && bytes[at + 1] == '"';
                if (!doubled) {
                    return at + 1;
                }
                at++;
            }
        }
        throw error("has a quoted cell that doesn't end");
    }

    /** A cell as text, without blanks around it. */
    String text(int cell) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(lines.bytes(), starts[cell], ends[cell] - starts[cell]))
                    .toString()
                    .replace("\"\"", "\"")
                    .strip();
        } catch (CharacterCodingException exception) {
            throw error("is not UTF-8");
        }
    }

    /** A cell as a finite number. */
    float number(int cell, String column) {
        byte[] bytes = lines.bytes();
        int start = starts[cell];
        int end = ends[cell];
        while (start < end && bytes[start] == ' ') {
            start++;
        }
        while (start < end && bytes[end - 1] == ' ') {
            end--;
        }
        if (!isPlain(bytes, start, end)) {
            throw notNumber(cell, column);
        }
        try {
            return finite(JavaFloatParser.parseFloat(bytes, start, end - start), cell, column);
        } catch (NumberFormatException exception) {
            throw notNumber(cell, column);
        }
    }

    /** Decimal digits, signs, points and exponents; the parser would also take hexadecimal, NaN and more. */
    private static boolean isPlain(byte[] bytes, int start, int end) {
        for (int at = start; at < end; at++) {
            byte value = bytes[at];
            boolean digit = value >= '0' && value <= '9';
            if (!digit && value != '.' && value != '-' && value != '+' && value != 'e' && value != 'E') {
                return false;
            }
        }
        return start < end;
    }

    private float finite(float value, int cell, String column) {
        if (!Float.isFinite(value)) {
            throw notNumber(cell, column);
        }
        return value;
    }

    private RuntimeException notNumber(int cell, String column) {
        String text = text(cell);
        String shown = text.length() > 40 ? text.substring(0, 40) + "…" : text;
        return error("has '" + shown + "' in column '" + column + "', which is no finite number");
    }

    /** The error of this line. */
    RuntimeException error(String message) {
        return Malformed.file(field, "was taken for CSV, and line " + lines.number() + " " + message);
    }
}
