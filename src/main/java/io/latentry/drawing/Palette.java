package io.latentry.drawing;

import java.util.List;

/** Colours that people with every kind of colour vision can tell apart. */
public enum Palette {

    /** From dark to light, for what is not negative: matplotlib's viridis. */
    MAGNITUDE(0x440154, 0x482878, 0x3E4A89, 0x31688E, 0x26828E, 0x1F9E89, 0x35B779, 0x6DCD59, 0xB4DE2C, 0xFDE725),

    /** From blue by white to red, for what has a sign: ColorBrewer's RdBu. */
    SIGNED(
            0x053061, 0x2166AC, 0x4393C3, 0x92C5DE, 0xD1E5F0, 0xF7F7F7, 0xFDDBC7, 0xF4A582, 0xD6604D, 0xB2182B,
            0x67001F),

    /** From black to white, for pictures as they are. */
    GREY(0x000000, 0xFFFFFF);

    /**
     * Of classes: Okabe and Ito's, of which black stands for their yellow where the ground is white, and two of Paul Tol's.
     */
    public static final List<Integer> CLASSES =
            List.of(0x0072B2, 0xE69F00, 0x009E73, 0xD55E00, 0x56B4E9, 0xCC79A7, 0x000000, 0x999999, 0x882255, 0x999933);

    private final int[] stops;

    Palette(int... stops) {
        this.stops = stops;
    }

    /**
     * The colour of a place in the palette.
     *
     * @param place from 0 to 1; what is outside is drawn as the nearest inside
     * @return 0xRRGGBB
     */
    public int rgb(double place) {
        double position = Math.min(1, Math.max(0, place)) * (stops.length - 1);
        int stop = Math.min((int) position, stops.length - 2);
        double share = position - stop;
        return mix(stop, share, 16) | mix(stop, share, 8) | mix(stop, share, 0);
    }

    private int mix(int stop, double share, int shift) {
        int from = stops[stop] >> shift & 0xFF;
        int to = stops[stop + 1] >> shift & 0xFF;
        return (int) Math.round(from + share * (to - from)) << shift;
    }
}
