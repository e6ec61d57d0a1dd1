package io.latentry.evaluation.protocol;

import io.latentry.core.error.ImpossibleException;
import io.latentry.dataset.Split;
import io.latentry.model.ItemMoments;
import io.latentry.model.Items;
import io.latentry.model.Posterior;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * How many numbers of a variational autoencoder's code it uses: those whose mean μ varies from item to item by more than .01
 * (Burda, Grosse and Salakhutdinov 2016, section 5.1).
 */
final class ActiveUnits implements Protocol {

    private static final double LEAST_VARIANCE = 0.01;

    private static final Measure COUNT = new Measure("activeUnits", "active latent units", Measure.Better.NEITHER, 0);

    @Override
    public String name() {
        return "active-units";
    }

    @Override
    public String description() {
        return "Numbers of a variational autoencoder's code whose variance over the test split is above "
                + LEAST_VARIANCE + ".";
    }

    @Override
    public List<Measure> measures(Terms terms) {
        return List.of(COUNT);
    }

    @Override
    public boolean isRandom(Terms terms) {
        return false;
    }

    @Override
    public Map<String, Double> measure(Representation representation, Trial trial) {
        if (representation.as(Posterior.class).isEmpty()) {
            return Map.of();
        }
        Items codes = representation.codes(Split.TEST);
        if (codes.count() < 2) {
            throw new ImpossibleException("too-few-items", "codes of one test item do not vary");
        }
        return Map.of(COUNT.name(), (double) Arrays.stream(ItemMoments.of(codes).variance())
                .filter(variance -> variance > LEAST_VARIANCE)
                .count());
    }
}
