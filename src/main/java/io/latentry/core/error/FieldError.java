package io.latentry.core.error;

/**
 * What is wrong with one field of a request.
 *
 * @param field its path, such as {@code hyperparameters.latentSize} or {@code items[3]}
 * @param message what would be right
 */
public record FieldError(String field, String message) {}
