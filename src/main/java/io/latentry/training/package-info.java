/**
 * What a training job does: plans it, runs it in the worker, publishes the model ({@code POST /v1/jobs}, {@code /v1/methods}).
 */
@NullMarked
package io.latentry.training;

import org.jspecify.annotations.NullMarked;
