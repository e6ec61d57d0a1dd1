package io.latentry.engine.layer;

/**
 * What an array begins as.
 *
 * @param kind of the values
 * @param scale bound of the uniform ones, standard deviation of the normal ones, or the constant
 */
public record Initial(Kind kind, double scale) {

    /** Of the values. */
    public enum Kind {
        UNIFORM,
        NORMAL,
        CONSTANT
    }

    public static final Initial ZEROS = new Initial(Kind.CONSTANT, 0);
    public static final Initial ONES = new Initial(Kind.CONSTANT, 1);

    /** As PyTorch's layers begin, uniform in ±1/√fan-in (He et al. 2015, with a = √5). */
    static Initial uniform(int fanIn) {
        return new Initial(Kind.UNIFORM, 1 / Math.sqrt(fanIn));
    }

    /** As convolutions before a ReLU begin, N(0, 2/fan-out) (He et al. 2015). */
    static Initial he(int fanOut) {
        return new Initial(Kind.NORMAL, Math.sqrt(2.0 / fanOut));
    }
}
