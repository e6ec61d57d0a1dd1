package io.latentry.model;

/** Finds the vectors that lie closest to others; implemented by the engine. */
public interface NearestNeighbours {

    /**
     * Finds the nearest of some vectors for each of others, by two distances at once.
     *
     * @param base {@code [n, size]}, among which neighbours are looked for; bytes count as images, divided by 255
     * @param queries {@code [m, size]}
     * @param count of neighbours for each query, at most n
     */
    Neighbours find(Items base, Items queries, int count);

    /**
     * Positions in the base, for each query the nearest first; of equals, the one with the lower position.
     *
     * @param euclidean {@code [m, count]}, by the length of the difference
     * @param cosine {@code [m, count]}, by the angle; a vector of zeros is as far from all as a right angle
     */
    record Neighbours(int[][] euclidean, int[][] cosine) {}
}
