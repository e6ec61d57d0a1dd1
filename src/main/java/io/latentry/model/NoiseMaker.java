package io.latentry.model;

import java.nio.FloatBuffer;

/**
 * Corrupts items as training does: images in their own units, which they do not leave; vectors in those of their
 * columns, that is a level of 1 is a standard deviation, 0 the mean, and impulses lie two deviations from it.
 */
public final class NoiseMaker {

    private static final double IMPULSE = 2;

    private final ItemShape shape;
    private final float[] mean;
    private final float[] deviation;

    /**
     * Makes noise for items of one shape.
     *
     * @param mean of every value of a vector, empty for images
     * @param deviation likewise
     */
    public NoiseMaker(ItemShape shape, float[] mean, float[] deviation) {
        this.shape = shape;
        this.mean = mean;
        this.deviation = deviation;
    }

    /**
     * Adds noise to a copy.
     *
     * @param items {@code [batch, item…]}, clean
     * @param noise its kind and strength
     * @param seed of the draw
     * @return {@code [batch, item…]}
     */
    public Tensor corrupt(Tensor items, Noise noise, long seed) {
        PortableRandom random = new PortableRandom(seed);
        Tensor noisy = Tensor.allocate(items.shape());
        FloatBuffer source = items.values();
        FloatBuffer target = noisy.values();
        for (int i = 0; source.hasRemaining(); i = (i + 1) % shape.size()) {
            double value = source.get();
            target.put((float) (shape.isImage() ? image(value, noise, random) : vector(value, i, noise, random)));
        }
        return noisy;
    }

    private static double image(double value, Noise noise, PortableRandom random) {
        double noisy = disturb(value, noise, random, 0, 1);
        return noise.kind().equals("gaussian") ? Math.max(0, Math.min(1, noisy)) : noisy;
    }

    private double vector(double value, int column, Noise noise, PortableRandom random) {
        double standardised = (value - mean[column]) / deviation[column];
        double noisy = disturb(standardised, noise, random, -IMPULSE, IMPULSE);
        return noisy == standardised ? value : noisy * deviation[column] + mean[column];
    }

    private static double disturb(double value, Noise noise, PortableRandom random, double least, double greatest) {
        if (noise.kind().equals("gaussian")) {
            return value + noise.level() * random.normal();
        }
        double draw = random.uniform();
        if (draw >= noise.level()) {
            return value;
        }
        if (noise.kind().equals("masking")) {
            return 0;
        }
        return draw < noise.level() / 2 ? least : greatest;
    }
}
