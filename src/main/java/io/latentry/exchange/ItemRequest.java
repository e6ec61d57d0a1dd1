package io.latentry.exchange;

import io.latentry.model.Tensor;

/**
 * What a request asks of a model.
 *
 * @param items {@code [items, item…]}, at least one
 * @param options the verb's own fields
 * @param field that gave the items: {@code items} or {@code indices}
 */
public record ItemRequest<O extends Record>(Tensor items, O options, String field) {}
