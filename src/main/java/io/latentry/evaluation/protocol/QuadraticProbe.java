package io.latentry.evaluation.protocol;

import io.latentry.core.error.ImpossibleException;
import io.latentry.model.Items;
import io.latentry.model.LeastSquares;
import io.latentry.model.Tensor;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;

/**
 * How well a polynomial of degree two tells classes apart by short codes: least squares on all numbers of a code and their
 * products in pairs (LeCun, Bottou, Bengio and Haffner 1998, "Gradient-Based Learning Applied to Document Recognition",
 * section III.C.3, on 40 principal components).
 */
final class QuadraticProbe extends Labelled {

    /** So many make 2,144 inputs of the regression. */
    private static final int MOST_VALUES = 64;

    private static final int ITEMS_PER_INPUT = 4;

    private static final int BATCH = 1_024;

    private static final Measure ACCURACY = Measure.accuracy("quadraticAccuracy", "quadratic probe, accuracy");

    @Override
    public String name() {
        return "quadratic-probe";
    }

    @Override
    public String description() {
        return "Accuracy of least squares on the numbers of a code and their products, of codes of at most "
                + MOST_VALUES + ".";
    }

    @Override
    public List<Measure> measures(Terms terms) {
        return List.of(ACCURACY);
    }

    @Override
    int mostValues() {
        return MOST_VALUES;
    }

    @Override
    Map<String, Double> measure(Items train, Items test, Trial trial) {
        int size = train.shape().size();
        int classes = trial.terms().facts().classes().size();
        requireItems(train);
        int[] told = new int[test.count()];
        try (LeastSquares.Fit fit = trial.engine().leastSquares().begin(inputs(size), classes)) {
            for (int from = 0; from < train.count(); from += BATCH) {
                int to = Math.min(train.count(), from + BATCH);
                fit.add(products(train, from, to), oneHot(train, from, to, classes));
            }
            fit.solve();
            for (int from = 0; from < test.count(); from += BATCH) {
                int to = Math.min(test.count(), from + BATCH);
                Tensor scores = fit.predict(products(test, from, to));
                for (int i = from; i < to; i++) {
                    told[i] = greatest(scores.row(i - from));
                }
            }
        }
        return Map.of(ACCURACY.name(), Votes.accuracy(told, test));
    }

    /** With few more items than inputs, what is fitted is their noise. */
    private static void requireItems(Items train) {
        int least = ITEMS_PER_INPUT * inputs(train.shape().size());
        if (train.count() < least) {
            throw new ImpossibleException(
                    "too-few-items",
                    "codes of %d numbers need %d training items"
                            .formatted(train.shape().size(), least));
        }
    }

    private static int inputs(int size) {
        return size + size * (size + 1) / 2;
    }

    /** {@code [batch, size + size (size + 1) / 2]}: zᵢ, and zᵢ zⱼ for i ≤ j. */
    private static Tensor products(Items codes, int from, int to) {
        int size = codes.shape().size();
        FloatBuffer values = Values.read(codes, from, to);
        Tensor products = Tensor.allocate(to - from, inputs(size));
        FloatBuffer target = products.values();
        float[] code = new float[size];
        while (values.hasRemaining()) {
            values.get(code);
            target.put(code);
            for (int i = 0; i < size; i++) {
                for (int j = i; j < size; j++) {
                    target.put(code[i] * code[j]);
                }
            }
        }
        return products;
    }

    private static Tensor oneHot(Items codes, int from, int to, int classes) {
        Tensor targets = Tensor.allocate(to - from, classes);
        for (int i = from; i < to; i++) {
            targets.row(i - from).put(codes.label(i), 1);
        }
        return targets;
    }

    private static int greatest(FloatBuffer scores) {
        int best = 0;
        for (int i = 1; i < scores.remaining(); i++) {
            if (scores.get(i) > scores.get(best)) {
                best = i;
            }
        }
        return best;
    }
}
