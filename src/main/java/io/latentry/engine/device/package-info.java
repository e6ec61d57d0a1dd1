/** Shares out the time of a CPU or GPU between calls. */
@NullMarked
package io.latentry.engine.device;

import org.jspecify.annotations.NullMarked;
