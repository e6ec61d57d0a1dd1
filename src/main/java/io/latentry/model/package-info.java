/**
 * The words every room shares, as plain Java: shapes, tensors, hyper-parameters, configurations, cards, errors, and the
 * ports through which the rooms reach the engine ({@link io.latentry.model.Method}, {@link
 * io.latentry.model.TrainingEngine}, {@link io.latentry.model.NetworkLoader}). It imports nothing but {@code java.*} and
 * JSpecify.
 */
@NullMarked
package io.latentry.model;

import org.jspecify.annotations.NullMarked;
