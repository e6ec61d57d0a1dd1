import java.util.stream.IntStream;

/** What codes and components came to, beside what is known of the items. */
final class Check {

    /** Of so many items one is computed again, in float64. */
    private static final int CHECKED = 97;

    private static final double WRONG_CODE = 1e-4;
    private static final double WRONG_LOSS = 0.01;

    /** What is drawn differs from what it is drawn from by some 1/√items. */
    private static final double WRONG_VARIANCE = 6;

    private static final double WRONG_DIRECTION = 30;

    private final Generator generator;
    private final double[][] components;
    private final double[] mean;
    private final double[] sums = new double[Generator.FACTORS];
    private final double[] squares = new double[Generator.FACTORS];
    long encoded;
    long checked;
    double worstCode;
    private double residual;

    Check(Generator generator, Npy components, Npy mean) {
        this.generator = generator;
        this.components =
                IntStream.range(0, components.rows()).mapToObj(components::row).toArray(double[][]::new);
        this.mean = new double[Generator.VALUES];
        mean.values().duplicate().rewind();
        for (int i = 0; i < this.mean.length; i++) {
            this.mean[i] = mean.values().get(i);
        }
    }

    void add(long number, double[] code) {
        encoded++;
        for (int j = 0; j < code.length; j++) {
            sums[j] += code[j];
            squares[j] += code[j] * code[j];
        }
        if (number % CHECKED == 0) {
            compare(number, code);
        }
    }

    private void compare(long number, double[] code) {
        double[] centred = generator.item(number).clone();
        Vectors.add(-1, mean, centred);
        double length = Math.sqrt(Vectors.dot(centred, centred));
        double[] rest = centred.clone();
        for (int j = 0; j < code.length; j++) {
            worstCode = Math.max(worstCode, Math.abs(code[j] - Vectors.dot(components[j], centred)) / length);
            Vectors.add(-code[j], components[j], rest);
        }
        residual += Vectors.dot(rest, rest) / rest.length;
        checked++;
    }

    /** Of a component from the generator's direction, up to its sign: the sine of the angle. */
    double angle(int j) {
        double cosine = Vectors.dot(components[j], generator.directions[j]);
        return Math.sqrt(Math.max(0, 1 - cosine * cosine / Vectors.dot(components[j], components[j])));
    }

    double worstAngle() {
        return IntStream.range(0, components.length).mapToDouble(this::angle).max().orElseThrow();
    }

    double variance(int j) {
        double average = sums[j] / encoded;
        return squares[j] / encoded - average * average;
    }

    double worstVariance() {
        return IntStream.range(0, components.length)
                .mapToDouble(j -> Math.abs(variance(j) / generator.eigenvalue(j) - 1))
                .max()
                .orElseThrow();
    }

    /** What 784 − 16 directions of noise leave in a value. */
    double knownResidual() {
        return Generator.NOISE * Generator.NOISE * (Generator.VALUES - Generator.FACTORS) / Generator.VALUES;
    }

    double residual() {
        return residual / checked;
    }

    void require() {
        double root = Math.sqrt(encoded);
        if (!(worstCode < WRONG_CODE
                && worstVariance() < WRONG_VARIANCE / root
                && worstAngle() < WRONG_DIRECTION / root
                && Math.abs(residual() / knownResidual() - 1) < WRONG_LOSS)) {
            throw new IllegalStateException("Codes are wrong: code %.1e, variance %.1e, direction %.1e, residual %.3e"
                    .formatted(worstCode, worstVariance(), worstAngle(), residual()));
        }
    }
}
