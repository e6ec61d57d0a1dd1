/**
 * Uses models: encode, reconstruct, denoise, sample, interpolate ({@code /v1/models/{model}/…}).
 */
@NullMarked
package io.latentry.inference;

import org.jspecify.annotations.NullMarked;
