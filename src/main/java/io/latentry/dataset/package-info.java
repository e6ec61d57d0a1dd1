/**
 * Datasets: reads formats, stores items as immutable hashed files, splits them, shows them ({@code /v1/datasets}).
 */
@NullMarked
package io.latentry.dataset;

import org.jspecify.annotations.NullMarked;
