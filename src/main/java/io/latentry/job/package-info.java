/**
 * Background work: queue, state, events and the worker process, with resume after a kill ({@code /v1/jobs}). What a job does is the affair of the room that submits it, through {@link io.latentry.job.JobType} and {@link io.latentry.job.WorkerTask}.
 */
@NullMarked
package io.latentry.job;

import org.jspecify.annotations.NullMarked;
