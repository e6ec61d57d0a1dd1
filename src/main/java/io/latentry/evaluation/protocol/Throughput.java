package io.latentry.evaluation.protocol;

import io.latentry.dataset.Split;
import io.latentry.model.Tensor;
import java.util.List;
import java.util.Map;

/** How fast items are encoded in large batches, on the worker's threads. */
final class Throughput implements Protocol {

    private static final int WARM_UP = 3;
    private static final double LEAST_SECONDS = 1;

    private static final Measure SPEED = new Measure("itemsPerSecond", "encoding, items/s", Measure.Better.NEITHER, 0);

    @Override
    public String name() {
        return "throughput";
    }

    @Override
    public String description() {
        return "Items that the network encodes in a second, in large batches and on the worker's threads.";
    }

    @Override
    public List<Measure> measures(Terms terms) {
        return List.of(SPEED);
    }

    @Override
    public boolean isRandom(Terms terms) {
        return false;
    }

    @Override
    public Map<String, Double> measure(Representation representation, Trial trial) {
        return representation
                .encoding()
                .map(encoding -> Map.of(SPEED.name(), itemsPerSecond(encoding, trial.data())))
                .orElse(Map.of());
    }

    private static double itemsPerSecond(Encoding encoding, Data data) {
        Tensor items = data.first(Split.TEST, encoding.values());
        for (int i = 0; i < WARM_UP; i++) {
            encoding.encode(items);
        }
        long start = System.nanoTime();
        long count = 0;
        double seconds;
        do {
            encoding.encode(items);
            count += items.rows();
            seconds = (System.nanoTime() - start) / 1e9;
        } while (seconds < LEAST_SECONDS);
        return count / seconds;
    }
}
