package io.latentry.engine;

import io.latentry.core.error.FieldError;
import io.latentry.core.error.InvalidInputException;
import io.latentry.core.error.TooLargeException;
import io.latentry.engine.SafeTensorsWriter.Entry;
import io.latentry.engine.TorchUnpickler.Values;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import net.razorvine.pickle.PickleException;
import org.jspecify.annotations.Nullable;

/** A file that {@code torch.jit.save}, or {@code torch.save} of a state dict, wrote: a ZIP of a pickle and arrays. */
final class TorchFile {

    private static final String PICKLE = "data.pkl";
    private static final int MOST_PICKLED = 1 << 21;
    private static final int MOST_NESTED = 64;
    private static final int MOST_MEMBERS = 100_000;

    /** Of the names of all members together: a long one may stand within another, and in very many places. */
    private static final int MOST_CHARACTERS = 1 << 22;

    private static final int PIECE = 1 << 16;
    private static final String MESSAGE = "The file is not one that PyTorch wrote, or of a kind that is not known here";

    private final ZipFile zip;
    private final String folder;
    private final Map<String, Entry> tensors = new TreeMap<>();
    private int members;
    private int characters;
    private long left;

    private TorchFile(ZipFile zip, long maxSize) {
        this.zip = zip;
        this.left = maxSize;
        this.folder = zip.stream()
                .map(ZipEntry::getName)
                .filter(name -> name.matches("([^/]+/)?data\\.pkl"))
                .findFirst()
                .map(name -> name.substring(0, name.length() - PICKLE.length()))
                .orElseThrow(() -> invalid(PICKLE, "is missing"));
    }

    /**
     * Writes the file's parameters and buffers, by their names in the state dict, as a safetensors file.
     *
     * @param maxSize of all values together, in bytes
     * @throws InvalidInputException if it cannot be read, or holds values of another type or layout
     * @throws TooLargeException if it holds more
     */
    static void unpack(Path file, Path target, long maxSize) {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            TorchFile torch = new TorchFile(zip, maxSize);
            torch.collect("", torch.pickled(), 0);
            if (torch.tensors.isEmpty()) {
                throw invalid(PICKLE, "has no tensors");
            }
            SafeTensorsWriter.write(target, Map.of(), torch.tensors);
        } catch (ZipException | EOFException | IllegalArgumentException e) { // the last of malformed names
            throw invalid("file", "is damaged");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The library answers damage with whatever its own code runs into. */
    private Object pickled() {
        try (InputStream input = zip.getInputStream(zip.getEntry(folder + PICKLE))) {
            return new TorchUnpickler().loads(input.readNBytes(MOST_PICKLED));
        } catch (PickleException e) {
            throw invalid(PICKLE, "cannot be read: " + e.getMessage());
        } catch (IOException | RuntimeException e) {
            throw invalid(PICKLE, "is damaged");
        }
    }

    /** A module is the map of its members, a state dict one of tensors by dotted names. */
    private void collect(String prefix, @Nullable Object value, int depth) {
        if (depth > MOST_NESTED || ++members > MOST_MEMBERS) {
            throw invalid(PICKLE, "has too many members, or too deep ones");
        }
        if (value instanceof Values values) {
            tensors.put(prefix, entry(prefix, values));
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((name, member) -> collect(name(prefix, String.valueOf(name)), member, depth + 1));
        }
    }

    private String name(String prefix, String member) {
        characters += prefix.length() + member.length();
        if (characters > MOST_CHARACTERS) {
            throw invalid(PICKLE, "has too long names");
        }
        return prefix.isEmpty() ? member : prefix + "." + member;
    }

    private Entry entry(String name, Values values) {
        if (!values.contiguous()) {
            throw invalid(name, "must lie row by row; save it as contiguous");
        }
        ZipEntry file = zip.getEntry(folder + "data/" + values.file());
        long begin = values.offset() * values.type().bytes();
        long size = values.count() * values.type().bytes();
        if (file == null || begin < 0 || begin + size > file.getSize()) {
            throw invalid(name, "has no values");
        }
        if (file.getMethod() != ZipEntry.STORED) {
            throw invalid(name, "is compressed, which PyTorch's never are");
        }
        left -= size;
        if (left < 0) {
            throw new TooLargeException("artifact-too-large", "The file holds more than a model's weights may take");
        }
        return new Entry(values.type(), values.shape(), channel -> copy(file, begin, size, channel));
    }

    private void copy(ZipEntry file, long begin, long size, FileChannel target) throws IOException {
        ByteBuffer piece = ByteBuffer.allocate(PIECE);
        try (InputStream input = zip.getInputStream(file)) {
            input.skipNBytes(begin);
            for (long left = size; left > 0; left -= piece.limit()) {
                piece.clear().limit((int) Math.min(PIECE, left));
                if (input.readNBytes(piece.array(), 0, piece.limit()) < piece.limit()) {
                    throw invalid(file.getName(), "is cut off");
                }
                SafeTensorsWriter.write(target, piece.slice());
            }
        } catch (ZipException | EOFException e) {
            throw invalid(file.getName(), "is damaged");
        }
    }

    private static InvalidInputException invalid(String name, String message) {
        return new InvalidInputException("invalid-weights", MESSAGE, List.of(new FieldError(name, message)));
    }
}
