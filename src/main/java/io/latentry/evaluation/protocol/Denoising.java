package io.latentry.evaluation.protocol;

import io.latentry.core.error.ImpossibleException;
import io.latentry.dataset.Split;
import io.latentry.model.Denoiser;
import io.latentry.model.LeastSquares;
import io.latentry.model.Noise;
import io.latentry.model.Tensor;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * How near to the items their noisy copies come; of the items as they are, how near they were to begin with. The best linear
 * denoiser is the affine map with the least squared error on the training split, noisy in the same way, several times where it is
 * small; of images it knows that they are in [0, 1].
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
        return "Mean of the images' peak signal-to-noise ratios after noise was added and removed again, of vectors"
                + " the mean squared error, beside the best linear denoiser's.";
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
            error(representation, noise, trial)
                    .ifPresent(error ->
                            figures.put(measure(noise, isImages).name(), isImages ? error.psnr() : error.mse()));
        }
        return figures;
    }

    private static Optional<Errors> error(Representation representation, Noise noise, Trial trial) {
        return switch (representation.kind()) {
            case LINEAR -> Optional.of(linear(noise, trial));
            case RAW -> Optional.of(error(noisy -> noisy, noise, trial));
            // Noise and errors are in deviations of the columns anyway, so that this is the row of raw values.
            case STANDARDISED -> Optional.empty();
            case MODEL, PCA ->
                representation.as(Denoiser.class).map(denoiser -> error(denoiser::denoise, noise, trial));
        };
    }

    private static Errors linear(Noise noise, Trial trial) {
        int size = trial.terms().facts().shape().size();
        if (size > MOST_VALUES) {
            throw new ImpossibleException(
                    "item-too-large", "of items of more than " + MOST_VALUES + " values it is not computed");
        }
        int copies =
                (int) Math.ceil((double) PAIRS_PER_VALUE * size / trial.data().count(Split.TRAIN));
        try (LeastSquares.Fit fit = trial.engine().leastSquares().begin(size, size)) {
            for (int copy = 0; copy < copies; copy++) {
                int number = copy;
                trial.data().read(Split.TRAIN, 0, batch -> fit.add(noisy(batch, number, noise, trial), batch.items()));
            }
            fit.solve();
            return error(trial.terms().isImages() ? noisy -> bounded(fit.predict(noisy)) : fit::predict, noise, trial);
        }
    }

    /** No pixel is darker than black or brighter than white. */
    private static Tensor bounded(Tensor images) {
        FloatBuffer values = images.values();
        for (int i = 0; i < values.limit(); i++) {
            values.put(i, Math.max(0, Math.min(1, values.get(i))));
        }
        return images;
    }

    private static Errors error(UnaryOperator<Tensor> denoiser, Noise noise, Trial trial) {
        Errors errors = trial.data().errors();
        trial.data()
                .read(Split.TEST, 0, batch -> errors.add(denoiser.apply(noisy(batch, 0, noise, trial)), batch.items()));
        return errors;
    }

    private static Tensor noisy(Batch batch, int copy, Noise noise, Trial trial) {
        return trial.data().corrupt(batch.items(), noise, trial.noiseSeed(batch, copy));
    }
}
