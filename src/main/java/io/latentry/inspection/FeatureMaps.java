package io.latentry.inspection;

import io.latentry.drawing.Axes;
import io.latentry.drawing.BarChart;
import io.latentry.drawing.ColourScale;
import io.latentry.drawing.GridText;
import io.latentry.drawing.ImageGrid;
import io.latentry.drawing.Numbers;
import io.latentry.exchange.TensorSerializer;
import io.latentry.model.Tensor;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.databind.annotation.JsonSerialize;

/**
 * What a layer makes of one item, the strongest channels first.
 *
 * @param model that was asked
 * @param layer by its name
 * @param channels of the maps
 * @param maps {@code [channels, height, width]}, or {@code [channels]} of a dense layer
 */
record FeatureMaps(
        String model,
        String layer,
        List<Channel> channels,
        @JsonSerialize(using = TensorSerializer.class) Tensor maps) {

    private static final int COLUMNS = 8;

    /**
     * A channel, or a neuron of a dense layer.
     *
     * @param channel its number in the layer
     * @param mean of its activations
     * @param strength the mean of their absolute values
     */
    record Channel(int channel, double mean, double strength) {}

    /**
     * Chooses the strongest channels.
     *
     * @param activations {@code [1, channels, …]}
     * @param top at most so many
     */
    static FeatureMaps of(String model, String layer, Tensor activations, int top) {
        List<Channel> strongest = IntStream.range(0, activations.shape()[1])
                .mapToObj(channel -> new Channel(
                        channel,
                        Activations.mean(activations, 0, channel),
                        Activations.strength(activations, 0, channel)))
                .sorted(Comparator.comparingDouble(Channel::strength).reversed())
                .limit(top)
                .toList();
        return new FeatureMaps(model, layer, strongest, maps(activations, strongest));
    }

    private static Tensor maps(Tensor activations, List<Channel> channels) {
        int[] shape = activations.shape();
        int[] chosen = new int[shape.length - 1];
        System.arraycopy(shape, 1, chosen, 0, chosen.length);
        chosen[0] = channels.size();
        Tensor maps = Tensor.allocate(chosen);
        int size = activations.rowSize() / shape[1];
        for (int i = 0; i < channels.size(); i++) {
            maps.row(i).put(activations.row(0).slice(channels.get(i).channel() * size, size));
        }
        return maps;
    }

    byte[] png() {
        return maps.shape().length == 3 ? images() : bars();
    }

    private byte[] images() {
        ColourScale scale = ColourScale.of(maps, "activation");
        List<String> captions = channels.stream()
                .map(channel -> channel.channel() + ": " + Numbers.text(channel.mean()))
                .toList();
        GridText text = GridText.titled("Feature maps of " + model + ", " + layer)
                .captions(captions)
                .scale(new ColourScale(
                        scale.palette(), scale.minimum(), scale.maximum(), "activation (caption: channel, its mean)"));
        return ImageGrid.of(List.of(scale.paint(maps)))
                .columns(COLUMNS)
                .text(text)
                .png();
    }

    private byte[] bars() {
        return BarChart.png(
                new Axes("Activations of " + model + ", " + layer, "neuron, strongest first", "activation"),
                channels.stream()
                        .map(channel -> String.valueOf(channel.channel()))
                        .toList(),
                new BarChart.Values(
                        "activation",
                        channels.stream().mapToDouble(Channel::mean).toArray()),
                List.of());
    }
}
