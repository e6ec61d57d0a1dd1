package io.latentry.exchange;

import io.latentry.model.Tensor;

/**
 * An array of an answer.
 *
 * @param name in the JSON answer
 * @param values of any shape
 */
public record NamedArray(String name, Tensor values) {}
