package io.latentry.inspection;

import io.latentry.drawing.Axes;
import io.latentry.drawing.BarChart;
import io.latentry.drawing.GridText;
import io.latentry.drawing.ImageGrid;
import io.latentry.drawing.Numbers;
import io.latentry.inspection.ChannelItems.Item;
import io.latentry.model.Tensor;
import java.util.List;

/** Draws what excites a channel. */
final class ChannelPicture {

    private static final int COLUMNS = 8;

    private ChannelPicture() {}

    /** The items themselves, {@code [items, channels, height, width]}. */
    static byte[] grid(ChannelItems body, Tensor images) {
        List<String> captions =
                body.items().stream().map(ChannelPicture::caption).toList();
        return ImageGrid.of(List.of(images))
                .columns(COLUMNS)
                .text(GridText.titled(title(body)).captions(captions))
                .png();
    }

    private static String caption(Item item) {
        String name = item.className().isEmpty() ? "#" + item.index() : item.className();
        return name + " " + Numbers.text(item.activation());
    }

    /** How strongly items that are no images excite it. */
    static byte[] bars(ChannelItems body) {
        return BarChart.png(
                new Axes(title(body), "item", "mean activation"),
                body.items().stream().map(item -> String.valueOf(item.index())).toList(),
                new BarChart.Values(
                        "activation",
                        body.items().stream().mapToDouble(Item::activation).toArray()),
                List.of());
    }

    private static String title(ChannelItems body) {
        return "What excites channel " + body.channel() + " of " + body.model() + ", " + body.layer()
                + " (with its mean activation)";
    }
}
