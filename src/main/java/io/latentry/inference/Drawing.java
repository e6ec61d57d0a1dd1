package io.latentry.inference;

import io.latentry.dataset.ImageGrid;
import io.latentry.model.Tensor;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * A picture to be drawn of images, each layer {@code [items, channels, height, width]}.
 *
 * @param layers of every item, drawn above one another
 * @param sequence whether the items are a sequence from left to right
 */
record Drawing(List<Tensor> layers, boolean sequence) {

    static Drawing grid(Tensor... layers) {
        return new Drawing(List.of(layers), false);
    }

    static Drawing strip(Tensor items) {
        return new Drawing(List.of(items), true);
    }

    void write(OutputStream out) throws IOException {
        if (sequence) {
            ImageGrid.strip(layers.get(0), out);
        } else {
            ImageGrid.png(layers, out);
        }
    }
}
