package io.latentry.dataset;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the dictionary of an NPY header, a Python literal with the keys descr, fortran_order and shape. */
final class NpyHeaderParser {

    private static final Pattern ENTRY =
            Pattern.compile("\\G\\s*'(\\w{1,32})'\\s*:\\s*('[^']{0,32}'|True|False|\\([0-9, ]*\\))\\s*(,|(?=\\}))");
    private static final Pattern END = Pattern.compile("\\G\\s*\\}\\s*");
    private static final Pattern SIZE = Pattern.compile("\\d{1,10}");
    private static final int KEYS = 3;
    private static final int MAX_RANK = 8;

    private static final int MOST_KNOWN = 256;

    /** By their texts: clients send the same few again and again. */
    private static final Map<String, NpyHeader> KNOWN = new ConcurrentHashMap<>();

    private NpyHeaderParser() {}

    static NpyHeader parse(String text) {
        NpyHeader header = KNOWN.get(text);
        if (header == null) {
            header = read(text);
            if (KNOWN.size() >= MOST_KNOWN) {
                KNOWN.clear();
            }
            KNOWN.put(text, header);
        }
        return header;
    }

    private static NpyHeader read(String text) {
        Map<String, String> entries = entries(text);
        if (!"False".equals(entries.get("fortran_order"))) {
            throw NpyHeader.malformed("The array is not in C order; save numpy.ascontiguousarray(array)");
        }
        NpyHeader header = new NpyHeader(type(entries.getOrDefault("descr", "")), shape(entries.get("shape")));
        try {
            header.count();
        } catch (ArithmeticException exception) {
            throw NpyHeader.malformed("The shape " + header.shape() + " is too large for any file");
        }
        return header;
    }

    private static Map<String, String> entries(String text) {
        Map<String, String> entries = new HashMap<>();
        int start = text.startsWith("{") ? 1 : 0;
        Matcher entry = ENTRY.matcher(text).region(start, text.length());
        int end = start;
        while (entry.find()) {
            entries.put(entry.group(1), entry.group(2));
            end = entry.end();
        }
        boolean ended = END.matcher(text).region(end, text.length()).matches();
        if (start == 0 || !ended || !entries.keySet().containsAll(List.of("descr", "fortran_order", "shape"))) {
            throw NpyHeader.malformed("The NPY header must hold descr, fortran_order and shape of a plain array");
        }
        if (entries.size() > KEYS) {
            throw NpyHeader.malformed("The NPY header holds unknown keys");
        }
        return entries;
    }

    private static NpyType type(String quoted) {
        String code = quoted.replace("'", "");
        return NpyType.of(code)
                .orElseThrow(() -> NpyHeader.malformed(
                        "The array's type " + code + " is none of |u1, <f4, <f8 and <i8; convert it with astype"));
    }

    private static List<Integer> shape(String tuple) {
        String inner = tuple.substring(1, tuple.length() - 1).strip();
        if (inner.isEmpty()) {
            return List.of();
        }
        String[] sizes = (inner.endsWith(",") ? inner.substring(0, inner.length() - 1) : inner).split(",", -1);
        if (sizes.length > MAX_RANK) {
            throw NpyHeader.malformed("An array of " + sizes.length + " dimensions is not understood here");
        }
        return Stream.of(sizes).map(size -> size(size.strip(), inner)).toList();
    }

    private static int size(String size, String shape) {
        if (!SIZE.matcher(size).matches() || Long.parseLong(size) > Integer.MAX_VALUE) {
            throw NpyHeader.malformed("(" + shape + ") is not the shape of an array that is understood here");
        }
        return Integer.parseInt(size);
    }
}
