package io.latentry.dataset.ingest;

import io.latentry.core.error.InvalidInputException;
import io.latentry.core.error.TooLargeException;
import io.latentry.dataset.DatasetProperties;
import io.latentry.dataset.NpyHeader;
import io.latentry.dataset.NpyType;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** An array read row by row, after what its header claims was held against the limits and the size of its file. */
final class ArrayStream implements Closeable {

    private final ArraySource source;
    private final ContentStream in;
    private final ArrayHeader header;

    private ArrayStream(ArraySource source, ContentStream in) throws IOException {
        this.source = source;
        this.in = in;
        this.header = source.format() == FileFormat.IDX
                ? IdxHeader.read(source.field(), in)
                : ArrayHeader.of(NpyHeader.read(in));
    }

    static ArrayStream open(ArraySource source, DatasetProperties limits) throws IOException {
        if (source.format() != FileFormat.IDX && source.format() != FileFormat.NPY) {
            throw Malformed.file(source.field(), "must be an IDX or NPY file");
        }
        ContentStream in = source.opener().open();
        try {
            ArrayStream stream = new ArrayStream(source, in);
            stream.check(limits);
            return stream;
        } catch (InvalidInputException exception) {
            in.close();
            throw Malformed.named(source.field(), exception);
        } catch (IOException | RuntimeException exception) {
            in.close();
            throw exception;
        }
    }

    private void check(DatasetProperties limits) {
        if (header.shape().isEmpty() || header.shape().contains(0)) {
            throw Malformed.file(source.field(), "holds no values: its shape is " + header.shape());
        }
        if (header.count() > limits.maxItems()) {
            throw new TooLargeException(
                    "too-many-items", source.field() + " has " + header.count() + " items, over " + limits.maxItems());
        }
        if (bytes() > source.limit()) {
            throw new TooLargeException(
                    "expands-too-far",
                    source.field() + " claims the shape " + header.shape() + ", over " + source.limit() + " bytes");
        }
        long expected = in.count() + bytes();
        if (source.size().isPresent() && source.size().getAsLong() != expected) {
            throw Malformed.file(
                    source.field(),
                    "has " + source.size().getAsLong() + " bytes, but its shape " + header.shape() + " needs "
                            + expected);
        }
    }

    private long bytes() {
        try {
            return header.bytes();
        } catch (ArithmeticException exception) {
            return Long.MAX_VALUE;
        }
    }

    String field() {
        return source.field();
    }

    ArrayHeader header() {
        return header;
    }

    /** Fills an array with the next bytes. */
    void read(byte[] target) throws IOException {
        if (in.readNBytes(target, 0, target.length) < target.length) {
            throw Malformed.file(source.field(), "ends before the last of its values");
        }
    }

    /** Reads an array of labels, {@code [items]} or {@code [items, 1]}. */
    int[] labels(DatasetProperties limits) throws IOException {
        boolean integers = header.type() == NpyType.UINT8 || header.type() == NpyType.INT64;
        if (!integers || header.rowSize() != 1) {
            throw Malformed.file(
                    source.field(),
                    "must hold one integer (|u1 or <i8) for each item, not the shape " + header.shape());
        }
        int[] labels = new int[header.count()];
        byte[] bytes = new byte[header.type().bytes()];
        ByteBuffer value = ByteBuffer.wrap(bytes).order(header.order());
        for (int i = 0; i < labels.length; i++) {
            read(bytes);
            long label = header.type() == NpyType.UINT8 ? bytes[0] & 0xFF : value.getLong(0);
            if (label < 0 || label >= limits.maxClasses()) {
                throw Malformed.file(
                        source.field(), "has the label " + label + ", not from 0 to " + (limits.maxClasses() - 1));
            }
            labels[i] = (int) label;
        }
        end();
        return labels;
    }

    /** Refuses bytes after the last value. */
    void end() throws IOException {
        if (in.read() >= 0) {
            throw Malformed.file(source.field(), "goes on after the last of its values");
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
