package io.latentry.inference;

import io.latentry.drawing.GridText;
import io.latentry.drawing.ImageGrid;
import io.latentry.model.Tensor;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * A picture to be drawn of images, each layer {@code [items, channels, height, width]}.
 *
 * @param layers of every item, drawn above one another
 * @param labels of the layers, at their left; none where there is only one
 * @param sequence whether the items are a sequence from left to right
 */
record Drawing(List<Tensor> layers, List<String> labels, boolean sequence) {

    static Drawing grid(Tensor items) {
        return new Drawing(List.of(items), List.of(), false);
    }

    static Drawing layers(List<String> labels, Tensor... layers) {
        return new Drawing(List.of(layers), labels, false);
    }

    static Drawing strip(Tensor items) {
        return new Drawing(List.of(items), List.of(), true);
    }

    void write(OutputStream out) throws IOException {
        ImageGrid grid = sequence ? ImageGrid.strip(layers.get(0)) : ImageGrid.of(layers);
        grid.text(GridText.NONE.rows(labels)).write(out);
    }
}
