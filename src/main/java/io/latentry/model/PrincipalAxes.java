package io.latentry.model;

import io.latentry.core.error.RetryLaterException;

/** Finds the directions in which codes vary most; implemented by the engine. */
public interface PrincipalAxes {

    /**
     * Analyses codes by the eigenvectors of their covariance, each with the sign that makes its largest weight positive.
     *
     * @param codes {@code [items, values]}, at least two items
     * @param axes at most as many as items and values
     * @throws RetryLaterException if the engine has no room for the call
     */
    Projection project(Tensor codes, int axes);

    /**
     * Codes along their principal axes.
     *
     * @param codes {@code [items, axes]}, centred, largest variance first
     * @param variances {@code [smaller of items and values]}: of all axes, largest first, with n − 1 in the denominator
     */
    record Projection(Tensor codes, Tensor variances) {}
}
