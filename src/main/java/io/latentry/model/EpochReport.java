package io.latentry.model;

import java.util.Map;

/**
 * How an epoch went.
 *
 * @param epoch from 1
 * @param train means over the epoch by name: {@code loss} and its terms
 * @param validation the same on the validation part; empty if there is none
 * @param learningRate at the epoch's last step
 * @param best whether its weights are the best so far
 */
public record EpochReport(
        int epoch, Map<String, Double> train, Map<String, Double> validation, double learningRate, boolean best) {}
