package io.latentry.drawing;

/**
 * Points of a chart that belong together.
 *
 * @param name in the legend; the curves of a chart have different names
 * @param x of every point
 * @param y of every point
 * @param colour its number in {@link Palette#CLASSES}, which begins anew after its end
 * @param dashed whether a line is broken
 */
public record Curve(String name, double[] x, double[] y, int colour, boolean dashed) {}
