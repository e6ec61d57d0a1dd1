package io.latentry.engine;

import io.latentry.core.error.InvalidInputException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * The JSON header of a safetensors file, as strict as the format's specification: nothing unknown, nothing twice, and
 * the tensors cover the data without a gap or an overlap.
 *
 * @param metadata texts by name
 * @param entries the tensors by name
 */
record SafeTensorsHeader(SortedMap<String, String> metadata, SortedMap<String, Entry> entries) {

    private static final String METADATA = "__metadata__";
    private static final int MOST_DIMENSIONS = 16;

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(3).build())
            .build();

    SafeTensorsHeader {
        metadata = Collections.unmodifiableSortedMap(metadata);
        entries = Collections.unmodifiableSortedMap(entries);
    }

    /**
     * Where a tensor lies.
     *
     * @param type of its values
     * @param shape empty for a scalar
     * @param begin of its bytes, counted from the end of the header
     * @param end of its bytes, exclusive
     */
    record Entry(StoredType type, List<Long> shape, long begin, long end) {

        /** The number of its bytes. */
        long bytes() {
            return end - begin;
        }
    }

    /**
     * Reads a header.
     *
     * @param json the header's bytes
     * @param dataSize bytes that follow it in the file
     * @throws InvalidInputException if it is not the header of that many bytes
     */
    static SafeTensorsHeader parse(byte[] json, long dataSize) {
        if (json.length == 0 || json[0] != '{') {
            throw invalid("the header is not a JSON object");
        }
        SortedMap<String, String> metadata = new TreeMap<>();
        SortedMap<String, Entry> entries = new TreeMap<>();
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
            expect(parser.nextToken(), JsonToken.START_OBJECT, "the header");
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                if (name.equals(METADATA)) {
                    readMetadata(parser, metadata);
                } else {
                    entries.put(name, readEntry(parser, name));
                }
            }
            expect(parser.nextToken(), null, "the end of the header");
        } catch (JacksonException e) {
            throw invalid("the header is not valid JSON: " + e.getOriginalMessage());
        }
        checkCover(entries, dataSize);
        return new SafeTensorsHeader(metadata, entries);
    }

    private static void readMetadata(JsonParser parser, SortedMap<String, String> metadata) {
        expect(parser.currentToken(), JsonToken.START_OBJECT, METADATA);
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            expect(parser.nextToken(), JsonToken.VALUE_STRING, METADATA);
            metadata.put(name, parser.getString());
        }
    }

    private static Entry readEntry(JsonParser parser, String name) {
        expect(parser.currentToken(), JsonToken.START_OBJECT, name);
        String type = null;
        List<Long> shape = null;
        List<Long> offsets = null;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String field = parser.currentName();
            parser.nextToken();
            switch (field) {
                case "dtype" -> {
                    expect(parser.currentToken(), JsonToken.VALUE_STRING, name);
                    type = parser.getString();
                }
                case "shape" -> shape = readSizes(parser, name);
                case "data_offsets" -> offsets = readSizes(parser, name);
                default -> throw invalid("'" + name + "' has an unknown field '" + field + "'");
            }
        }
        if (type == null || shape == null || offsets == null || offsets.size() != 2) {
            throw invalid("'" + name + "' needs dtype, shape and two data_offsets");
        }
        Entry entry = new Entry(type(type, name), shape, offsets.get(0), offsets.get(1));
        checkSize(entry, name);
        return entry;
    }

    private static List<Long> readSizes(JsonParser parser, String name) {
        expect(parser.currentToken(), JsonToken.START_ARRAY, name);
        List<Long> sizes = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            expect(parser.currentToken(), JsonToken.VALUE_NUMBER_INT, name);
            long size = parser.getLongValue();
            if (size < 0 || sizes.size() == MOST_DIMENSIONS) {
                throw invalid("'" + name + "' has a negative number or more than " + MOST_DIMENSIONS + " dimensions");
            }
            sizes.add(size);
        }
        return List.copyOf(sizes);
    }

    private static StoredType type(String text, String name) {
        for (StoredType type : StoredType.values()) {
            if (type.name().equals(text)) {
                return type;
            }
        }
        throw invalid("'" + name + "' is of type '" + text + "'; F32, F16, BF16, F64, I64 and U8 are understood");
    }

    private static void checkSize(Entry entry, String name) {
        long size = entry.type().bytes();
        try {
            for (long dimension : entry.shape()) {
                size = Math.multiplyExact(size, dimension);
            }
        } catch (ArithmeticException e) {
            throw invalid("'" + name + "' has a shape beyond all bounds");
        }
        if (entry.begin() > entry.end() || entry.bytes() != size) {
            throw invalid("'" + name + "' has a shape of " + size + " bytes, but data_offsets of " + entry.bytes());
        }
    }

    private static void checkCover(Map<String, Entry> entries, long dataSize) {
        List<Entry> inOrder = new ArrayList<>(entries.values());
        inOrder.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
        long covered = 0;
        for (Entry entry : inOrder) {
            if (entry.begin() != covered) {
                throw invalid("the tensors leave a gap or overlap at byte " + Math.min(covered, entry.begin()));
            }
            covered = entry.end();
        }
        if (covered != dataSize) {
            throw invalid("the tensors take " + covered + " bytes, but " + dataSize + " follow the header");
        }
    }

    private static void expect(@Nullable JsonToken actual, @Nullable JsonToken expected, String where) {
        if (actual != expected) {
            throw invalid("in " + where + " something else than the format allows");
        }
    }

    static InvalidInputException invalid(String what) {
        return new InvalidInputException("invalid-safetensors", "Not a valid safetensors file: " + what);
    }
}
