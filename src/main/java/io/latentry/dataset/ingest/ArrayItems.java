package io.latentry.dataset.ingest;

import io.latentry.core.error.TooLargeException;
import io.latentry.dataset.DatasetProperties;
import io.latentry.dataset.NpyType;
import io.latentry.model.ElementType;
import io.latentry.model.ItemShape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Items of an array: vectors of {@code [items, width]}, grey images of {@code [items, height, width]}, images of
 * {@code [items, channels, height, width]} or {@code [items, height, width, channels]} with 1 or 3 channels.
 */
final class ArrayItems {

    private static final int COLOURS = 3;

    private final ArrayStream stream;
    private final ItemShape shape;
    private final ElementType elementType;
    private final boolean channelsLast;
    private final byte[] rowBytes;
    private final ByteBuffer row;
    private final ByteBuffer item;

    ArrayItems(ArrayStream stream, DatasetProperties limits) {
        ArrayHeader header = stream.header();
        if (header.rowSize() > limits.maxItemValues()) {
            throw new TooLargeException(
                    "item-too-large",
                    "An item of " + stream.field() + " has " + header.rowSize() + " values, over "
                            + limits.maxItemValues());
        }
        if (header.type() == NpyType.INT64) {
            throw Malformed.file(stream.field(), "holds integers; items must be |u1, <f4 or <f8");
        }
        this.stream = stream;
        List<Integer> sizes = header.rowShape();
        this.channelsLast = sizes.size() == 3 && !areChannels(sizes.get(0)) && areChannels(sizes.get(2));
        this.shape = shape(sizes);
        this.elementType = shape.isImage() && header.type() == NpyType.UINT8 ? ElementType.UINT8 : ElementType.FLOAT32;
        this.rowBytes = new byte[shape.size() * header.type().bytes()];
        this.row = ByteBuffer.wrap(rowBytes).order(header.order());
        this.item = ByteBuffer.allocate(shape.size() * elementType.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static boolean areChannels(int size) {
        return size == 1 || size == COLOURS;
    }

    private ItemShape shape(List<Integer> sizes) {
        if (sizes.size() == 1) {
            return ItemShape.vector(sizes.get(0));
        }
        if (sizes.size() == 2) {
            return ItemShape.image(1, sizes.get(0), sizes.get(1));
        }
        if (sizes.size() == 3 && channelsLast) {
            return ItemShape.image(sizes.get(2), sizes.get(0), sizes.get(1));
        }
        if (sizes.size() == 3 && areChannels(sizes.get(0))) {
            return ItemShape.image(sizes.get(0), sizes.get(1), sizes.get(2));
        }
        throw Malformed.file(
                stream.field(),
                "has the shape " + stream.header().shape() + "; items are vectors [items, width], grey images"
                        + " [items, height, width], or images of 4 dimensions with 1 or 3 channels");
    }

    ItemShape shape() {
        return shape;
    }

    ElementType elementType() {
        return elementType;
    }

    int count() {
        return stream.header().count();
    }

    /** Reads the next item, as it is to be stored. */
    ByteBuffer next() throws IOException {
        stream.read(rowBytes);
        item.clear();
        int channels = channelsLast ? shape.channels() : 1;
        int area = shape.size() / channels;
        for (int channel = 0; channel < channels; channel++) {
            for (int i = 0; i < area; i++) {
                put(i * channels + channel);
            }
        }
        return item.flip();
    }

    private void put(int position) {
        NpyType type = stream.header().type();
        if (elementType == ElementType.UINT8) {
            item.put(row.get(position));
        } else {
            item.putFloat(type.next(row.position(position * type.bytes())));
        }
    }
}
