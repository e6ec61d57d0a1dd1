package io.latentry.evaluation.protocol;

import io.latentry.dataset.Split;
import io.latentry.evaluation.protocol.Representation.Kind;
import io.latentry.model.Denoiser;
import io.latentry.model.ImpossibleException;
import io.latentry.model.LeastSquares;
import io.latentry.model.Noise;
import io.latentry.model.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * How near to the items their noisy copies come; of the items as they are, how near they were to begin with. The best linear
 * denoiser is the affine map with the least squared error on the training split, noisy in the same way, several times where it is
 * small.
 */
final class Denoising implements Protocol {

    /** The linear denoiser's matrix of so many values squared takes 128 MiB. */
    private static final int MOST_VALUES = 4_096;

    /** With fewer noisy copies, it would learn the noise of those that it is fitted to. */
    private static final int PAIRS_PER_VALUE = 20;

    @Override
    public String name() {
        return "denoising";
    }

    @Override
    public String description() {
        return "Peak signal-to-noise ratio after noise was added and removed again, of vectors the mean squared error,"
                + " beside the best linear denoiser's.";
    }

    @Override
    public List<Measure> measures(Terms terms) {
        return terms.noise().stream()
                .map(noise -> measure(noise, terms.isImages()))
                .toList();
    }

    private static Measure measure(Noise noise, boolean isImages) {
        String kind = noise.kind() + " " + noise.level();
        String name = camelCase(noise.kind()) + String.valueOf(noise.level()).replace('.', '_');
        return isImages
                ? Measure.decibels("denoisedPsnr" + name, "denoised (" + kind + "), PSNR in dB")
                : Measure.error("denoisedMse" + name, "denoised (" + kind + "), MSE per value");
    }

    private static String camelCase(String kind) {
        StringBuilder name = new StringBuilder();
        for (String word : kind.split("-", -1)) {
            name.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
        }
        return name.toString();
    }

    @Override
    public boolean isRandom(Terms terms) {
        return true;
    }

    @Override
    public Map<String, Double> measure(Representation representation, Trial trial) {
        Map<String, Double> figures = new LinkedHashMap<>();
        boolean isImages = trial.terms().isImages();
        for (Noise noise : trial.terms().noise()) {
            String name = measure(noise, isImages).name();
            if (representation.kind() == Kind.LINEAR) {
                linear(noise, trial, name, figures);
            } else if (representation.kind() == Kind.RAW) {
                put(figures, name, isImages, error(noisy -> noisy, noise, trial));
            } else {
                representation
                        .as(Denoiser.class)
                        .ifPresent(denoiser -> put(figures, name, isImages, error(denoiser::denoise, noise, trial)));
            }
        }
        return figures;
    }

    private static void put(Map<String, Double> figures, String name, boolean isImages, double mse) {
        if (isImages) {
            Decibels.of(mse).ifPresent(psnr -> figures.put(name, psnr));
        } else {
            figures.put(name, mse);
        }
    }

    private static void linear(Noise noise, Trial trial, String name, Map<String, Double> figures) {
        int size = trial.terms().facts().shape().size();
        if (size > MOST_VALUES) {
            throw new ImpossibleException(
                    "item-too-large", "of items of more than " + MOST_VALUES + " values it is not computed");
        }
        try (LeastSquares.Fit fit = trial.engine().leastSquares().begin(size, size)) {
            int copies = (int)
                    Math.ceil((double) PAIRS_PER_VALUE * size / trial.data().count(Split.TRAIN));
            for (int copy = 0; copy < copies; copy++) {
                int number = copy;
                trial.data().read(Split.TRAIN, 0, batch -> fit.add(noisy(batch, number, noise, trial), batch.items()));
            }
            fit.solve();
            put(figures, name, trial.terms().isImages(), error(fit::predict, noise, trial));
        }
    }

    private static double error(UnaryOperator<Tensor> denoiser, Noise noise, Trial trial) {
        double[] sum = new double[1];
        trial.data()
                .read(
                        Split.TEST,
                        0,
                        batch -> sum[0] += trial.data()
                                .squaredError(denoiser.apply(noisy(batch, 0, noise, trial)), batch.items()));
        return sum[0] / trial.data().values(Split.TEST);
    }

    private static Tensor noisy(Batch batch, int copy, Noise noise, Trial trial) {
        return trial.data().corrupt(batch.items(), noise, trial.noiseSeed(batch, copy));
    }
}
