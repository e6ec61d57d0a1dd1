package io.latentry.storage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * SHA-256 of files by their names, in the text that {@code sha256sum -c} reads.
 *
 * @param byName hexadecimal
 */
public record FileSums(SortedMap<String, String> byName) {

    private static final Pattern LINE = Pattern.compile("([0-9a-f]{64})  ([^/\\\\]+)");

    public FileSums {
        byName = Collections.unmodifiableSortedMap(new TreeMap<>(byName));
    }

    /** Sums of some files. */
    public static FileSums of(Map<String, String> byName) {
        return new FileSums(new TreeMap<>(byName));
    }

    /** The sums that a file holds; none if it is not there, empty, or not whole. */
    public static FileSums read(Path file) throws IOException {
        SortedMap<String, String> sums = new TreeMap<>();
        try {
            // One byte a character: decayed bytes need not be UTF-8.
            for (String line :
                    Files.readString(file, StandardCharsets.ISO_8859_1).lines().toList()) {
                Matcher parts = LINE.matcher(line);
                if (!parts.matches()) {
                    return of(Map.of());
                }
                sums.put(parts.group(2), parts.group(1));
            }
        } catch (NoSuchFileException e) {
            return of(Map.of());
        }
        return of(sums);
    }

    /** The sum of a file. */
    public Optional<String> of(Path file) {
        return Optional.ofNullable(byName.get(file.getFileName().toString()));
    }

    /** Writes the sums, durably. */
    public void write(Path file) throws IOException {
        StringBuilder text = new StringBuilder();
        byName.forEach((name, sum) -> text.append(sum).append("  ").append(name).append('\n'));
        DurableFiles.write(file, text.toString().getBytes(StandardCharsets.ISO_8859_1));
    }
}
