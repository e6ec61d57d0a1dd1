package io.latentry.drawing;

/**
 * The words around a chart.
 *
 * @param title above it
 * @param x what goes to the right, with its unit
 * @param y what goes up, with its unit
 */
public record Axes(String title, String x, String y) {}
