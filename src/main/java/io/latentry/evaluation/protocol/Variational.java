package io.latentry.evaluation.protocol;

import io.latentry.model.Likelihood;
import java.util.List;
import java.util.Map;

/**
 * Protocols of what variational autoencoders say of items. Under a Bernoulli likelihood that is a cost in nats, under a Gaussian one
 * a density, of vectors after standardisation: figures of the two have names of their own, for they cannot be compared.
 */
abstract class Variational implements Protocol {

    private static final List<String> KINDS = List.of("Bernoulli", "Gaussian");

    @Override
    public final List<Measure> measures(Terms terms) {
        return KINDS.stream().flatMap(kind -> measures(terms, kind).stream()).toList();
    }

    /** Those under one likelihood. */
    abstract List<Measure> measures(Terms terms, String likelihood);

    @Override
    public boolean isRandom(Terms terms) {
        return true;
    }

    @Override
    public final Map<String, Double> measure(Representation representation, Trial trial) {
        return representation
                .as(Likelihood.class)
                .map(likelihood -> measure(likelihood, kind(representation), trial))
                .orElse(Map.of());
    }

    private static String kind(Representation representation) {
        return representation
                .encoding()
                .map(encoding -> encoding.config().hyperparameters().get("likelihood"))
                .filter("bernoulli"::equals)
                .map(bernoulli -> KINDS.get(0))
                .orElse(KINDS.get(1));
    }

    /**
     * Measures.
     *
     * @param kind of the likelihood, for which {@link #measures(Terms, String)} tells the names
     */
    abstract Map<String, Double> measure(Likelihood likelihood, String kind, Trial trial);

    static boolean isBernoulli(String kind) {
        return kind.equals(KINDS.get(0));
    }
}
