/** Networks described by their layers: shapes, parameters, and the TorchScript that computes them. */
@NullMarked
package io.latentry.engine.layer;

import org.jspecify.annotations.NullMarked;
