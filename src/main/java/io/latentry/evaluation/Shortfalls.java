package io.latentry.evaluation;

import io.latentry.dataset.Split;
import io.latentry.evaluation.QuickEvaluation.Model;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Warns of models below their floor: of an autoencoder the error of as many principal components, of a VAE with a Gaussian
 * likelihood the density of probabilistic ones, of a denoiser the best linear one, of a classifier a linear probe of the values
 * and the most frequent class.
 *
 * @param model that was measured
 * @param figures of its evaluation
 */
record Shortfalls(Model model, Map<String, Double> figures) {

    /** A model with a larger share of units that never vary is warned of. */
    private static final double MOST_DEAD = 0.1;

    private static final String PREFIX = "evaluation.";
    private static final String ACCURACY = "test.accuracy";

    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        switch (model.config().method()) {
            case "autoencoder" ->
                higher("mse", "pca.mse", "Reconstructs worse than principal components of the same code size", "MSE")
                        .ifPresent(warnings::add);
            case "vae" ->
                higher(
                                "negativeLogLikelihoodGaussian",
                                "pca.negativeLogLikelihoodGaussian",
                                "Describes the data worse than probabilistic principal components of the same code"
                                        + " size",
                                "−log p(x) in nats")
                        .ifPresent(warnings::add);
            case "denoising-autoencoder" -> denoiser().ifPresent(warnings::add);
            default -> {
                // There is nothing simpler of its kind, unless it classifies.
            }
        }
        Double accuracy = model.metrics().get(ACCURACY);
        if (accuracy != null) {
            warnings.addAll(classifier(accuracy));
        }
        return warnings;
    }

    private Optional<String> higher(String own, String floor, String complaint, String measure) {
        return worse(complaint, "test " + measure, figures.get(PREFIX + own), figures.get(PREFIX + floor), 1);
    }

    /** The one kind of noise has one figure. */
    private Optional<String> denoiser() {
        String complaint = "Denoises worse than the best linear denoiser";
        return figures.keySet().stream()
                .filter(name -> name.startsWith(PREFIX + "linear.denoised"))
                .findFirst()
                .flatMap(name -> {
                    boolean isError = name.contains("denoisedMse");
                    String measure = isError ? "test MSE" : "test PSNR in dB";
                    Double own = figures.get(name.replace("linear.", ""));
                    return worse(complaint, measure, own, figures.get(name), isError ? 1 : -1);
                });
    }

    private List<String> classifier(double accuracy) {
        boolean isImage = model.dataset().facts().shape().isImage();
        String values = isImage ? "raw" : "standardised";
        List<String> warnings = new ArrayList<>();
        worse(
                        "Classifies worse than a linear probe of the " + values + " values",
                        "test accuracy",
                        accuracy,
                        figures.get(PREFIX + values + ".probeAccuracy"),
                        -1)
                .ifPresent(warnings::add);
        worse("Classifies worse than the most frequent class alone", "test accuracy", accuracy, mostFrequent(), -1)
                .ifPresent(warnings::add);
        return warnings;
    }

    /** The accuracy of naming always the class that most training items have. */
    private double mostFrequent() {
        int[] counts = new int[Math.max(1, model.dataset().facts().classes().size())];
        Arrays.stream(model.dataset().labels(Split.TRAIN)).forEach(label -> counts[label]++);
        int best = 0;
        for (int label = 1; label < counts.length; label++) {
            best = counts[label] > counts[best] ? label : best;
        }
        int[] test = model.dataset().labels(Split.TEST);
        int most = best;
        return (double) Arrays.stream(test).filter(label -> label == most).count() / Math.max(1, test.length);
    }

    private static Optional<String> worse(
            String complaint, String measure, @Nullable Double own, @Nullable Double floor, int sign) {
        return own != null
                        && floor != null
                        && sign * own > sign * floor
                        && !text(own).equals(text(floor))
                ? Optional.of("%s: %s %s beside %s.".formatted(complaint, measure, text(own), text(floor)))
                : Optional.empty();
    }

    /** A warning of a layer's units, if too many are dead. */
    static Optional<String> dead(DeadUnits layer, int items) {
        return layer.dead() > MOST_DEAD * layer.units()
                ? Optional.of("%d of %d units of the layer %s are dead: their values are the same for %s test items."
                        .formatted(layer.dead(), layer.units(), layer.layer(), EvaluationText.grouped(items)))
                : Optional.empty();
    }

    /** A warning of numbers of a VAE's code. */
    static Optional<String> unused(Map<String, Double> figures, int codeSize) {
        Double active = figures.get(PREFIX + "activeUnits");
        return active != null && codeSize - active > MOST_DEAD * codeSize
                ? Optional.of("%d of the code's %d numbers are unused: their means hardly vary over the test items."
                        .formatted(codeSize - active.intValue(), codeSize))
                : Optional.empty();
    }

    private static String text(double figure) {
        return String.format(Locale.ROOT, Math.abs(figure) < 1 ? "%.4f" : "%.2f", figure);
    }
}
