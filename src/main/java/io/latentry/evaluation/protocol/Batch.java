package io.latentry.evaluation.protocol;

import io.latentry.model.Tensor;

/**
 * Consecutive items of a split.
 *
 * @param number of the batch; different for all batches of both splits
 * @param items {@code [batch, item…]}: images in [0, 1], vectors in their own units; valid until the next batch is read
 */
public record Batch(int number, Tensor items) {}
