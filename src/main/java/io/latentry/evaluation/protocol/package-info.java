/**
 * What evaluations measure, one file for each protocol, and what they measure it on. Runs in the worker, without Spring.
 */
@NullMarked
package io.latentry.evaluation.protocol;

import org.jspecify.annotations.NullMarked;
