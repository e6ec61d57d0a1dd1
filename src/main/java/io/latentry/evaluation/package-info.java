/**
 * Compares representations of one dataset: jobs that measure models beside principal components and raw values, their tables,
 * and leaderboards ({@code /v1/evaluations}, {@code /v1/leaderboards}).
 */
@NullMarked
package io.latentry.evaluation;

import org.jspecify.annotations.NullMarked;
