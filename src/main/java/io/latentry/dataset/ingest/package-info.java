/** Turns uploads and samples into datasets: tells the format from the bytes, checks all that is claimed, and splits. */
@NullMarked
package io.latentry.dataset.ingest;

import org.jspecify.annotations.NullMarked;
