package io.latentry.exchange;

import io.latentry.dataset.Split;

/**
 * Items of a dataset, in place of items in the request.
 *
 * @param dataset its name
 * @param split the part of it
 * @param indices positions within the split
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier from the reader to the dataset, never compared
public record Reference(String dataset, Split split, int[] indices) {}
