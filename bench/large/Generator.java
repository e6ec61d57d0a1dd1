import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Images x = m + Σⱼ sⱼ zⱼ uⱼ + σ ε with orthonormal uⱼ and normal z and ε: their covariance has the eigenvectors uⱼ with the
 * eigenvalues sⱼ² + σ², and σ² in all other directions. Nine deviations and more lie between the pixels and the ends of
 * [0, 1]. Every image has a seed of its own. Its label tells the signs of z₁, z₂ and z₃.
 */
final class Generator {

    static final int SIDE = 28;
    static final int VALUES = SIDE * SIDE;
    static final int FACTORS = 16;
    static final double NOISE = 0.02;

    private final long seed;
    final double[][] directions = new double[FACTORS][VALUES];
    private final double[] deviations = new double[FACTORS];
    private final double[] mean = new double[VALUES];
    private final double[] factors = new double[FACTORS];
    private final double[] item = new double[VALUES];

    Generator(long seed) {
        this.seed = seed;
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < VALUES; i++) {
            mean[i] = 0.45 + 0.1 * random.nextDouble();
        }
        for (int j = 0; j < FACTORS; j++) {
            deviations[j] = 0.36 * Math.pow(0.88, j);
            direction(j, random);
        }
    }

    /** Gram's and Schmidt's, twice. */
    private void direction(int j, SplittableRandom random) {
        double[] u = directions[j];
        for (int i = 0; i < VALUES; i++) {
            u[i] = random.nextGaussian();
        }
        for (int k = 0; k < 2 * j; k++) {
            Vectors.add(-Vectors.dot(u, directions[k % j]), directions[k % j], u);
        }
        double length = Math.sqrt(Vectors.dot(u, u));
        for (int i = 0; i < VALUES; i++) {
            u[i] /= length;
        }
    }

    double eigenvalue(int j) {
        return deviations[j] * deviations[j] + NOISE * NOISE;
    }

    double explained() {
        double kept = IntStream.range(0, FACTORS).mapToDouble(this::eigenvalue).sum();
        return kept / (kept + (VALUES - FACTORS) * NOISE * NOISE);
    }

    /** The item of a number, as float32 rounds it; valid until the next. */
    double[] item(long number) {
        SplittableRandom random = new SplittableRandom(seed + 1 + number);
        for (int i = 0; i < VALUES; i++) {
            item[i] = mean[i] + NOISE * random.nextGaussian();
        }
        for (int j = 0; j < FACTORS; j++) {
            factors[j] = random.nextGaussian();
            Vectors.add(deviations[j] * factors[j], directions[j], item);
        }
        for (int i = 0; i < VALUES; i++) {
            item[i] = (float) item[i];
        }
        return item;
    }

    /** The label of the item made last. */
    byte label() {
        return (byte) ((factors[0] > 0 ? 1 : 0) + (factors[1] > 0 ? 2 : 0) + (factors[2] > 0 ? 4 : 0));
    }
}
