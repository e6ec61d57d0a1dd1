package io.latentry.inspection;

import io.latentry.exchange.Models.Roles;
import io.latentry.model.ModelCard;
import io.latentry.model.Tensor;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/** A model whose code is principal components, so that its variances are shares of the data's. */
record PrincipalModel(Roles roles) {

    private static final String METHOD = "pca";
    private static final String LAYER = "components";
    private static final String VARIANCES = "explained_variance";
    private static final String SHARE = "train.explainedVariance";

    /** Shares are sums of float32 values. */
    private static final double MOST_SHARE = 1 + 1e-5;

    /** Empty if the model learned otherwise. */
    static Optional<PrincipalModel> of(Roles roles) {
        return roles.config().method().equals(METHOD) ? Optional.of(new PrincipalModel(roles)) : Optional.empty();
    }

    /** Whether all numbers of its codes have the variance 1. */
    boolean isWhitened() {
        return Boolean.TRUE.equals(roles.config().hyperparameters().get("whiten"));
    }

    /** λ, the variance of each component over the items that the model learned from. */
    double[] variances() {
        return VarianceShares.doubles(Layers.of(roles).array(LAYER, VARIANCES));
    }

    /** λᵢ / Σ λ over all directions of the data; empty if the model's card has no figure for them together. */
    Optional<VarianceShares> learned() {
        Double share = card().metrics().get(SHARE);
        double[] variances = variances();
        double sum = Arrays.stream(variances).sum();
        return share != null && share > 0 && share <= MOST_SHARE && sum > 0
                ? Optional.of(VarianceShares.of(variances, sum / share))
                : Optional.empty();
    }

    /** The items that these are of, for people. */
    String learnedFrom() {
        ModelCard.Dataset dataset = card().dataset();
        return dataset == null
                ? "the items that the model learned from"
                : "the %d training items of %s".formatted(dataset.trainCount(), dataset.name());
    }

    /**
     * The variances of the components over items, in the units that they were found in.
     *
     * @param codes {@code [items, components]}
     */
    double[] variancesOf(Tensor codes) {
        double[] deviations = CodeStatistics.of(codes).deviations();
        double[] units = isWhitened() ? variances() : new double[0];
        double unbiased = codes.rows() / (codes.rows() - 1.0);
        return IntStream.range(0, deviations.length)
                .mapToDouble(i -> unbiased * deviations[i] * deviations[i] * (units.length == 0 ? 1 : units[i]))
                .toArray();
    }

    private ModelCard card() {
        return roles.lease().version().card();
    }
}
