package io.latentry.model;

import java.util.List;

/**
 * How an image becomes a network's input: grey becomes colour where the network wants it, the shorter side is resized, the
 * middle is cut out, and every channel is standardised, as torchvision and timm do it for evaluation.
 *
 * @param channels of the input
 * @param height of the input, in pixels
 * @param width of the input, in pixels
 * @param resize length of the shorter side before the middle is cut out, in pixels; equal to the smaller of height and
 *     width if nothing is cut off
 * @param interpolation {@code bilinear} or {@code bicubic}, both with antialiasing
 * @param mean of every channel, of values in [0, 1]
 * @param std standard deviation of every channel, likewise
 */
public record Preprocessing(
        int channels, int height, int width, int resize, String interpolation, List<Double> mean, List<Double> std) {

    public Preprocessing {
        mean = List.copyOf(mean);
        std = List.copyOf(std);
    }
}
