package io.latentry.evaluation.protocol;

import io.latentry.model.Likelihood;
import java.util.Map;

/** Protocols of what variational autoencoders say of items. */
abstract class Variational implements Protocol {

    @Override
    public boolean isRandom(Terms terms) {
        return true;
    }

    @Override
    public final Map<String, Double> measure(Representation representation, Trial trial) {
        return representation
                .as(Likelihood.class)
                .map(likelihood -> measure(likelihood, representation, trial))
                .orElse(Map.of());
    }

    abstract Map<String, Double> measure(Likelihood likelihood, Representation representation, Trial trial);
}
