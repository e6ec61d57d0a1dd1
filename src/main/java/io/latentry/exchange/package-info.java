/**
 * What goes to models and comes back: items in every format, options, limits, and answers as JSON, NPY and PNG.
 */
@NullMarked
package io.latentry.exchange;

import org.jspecify.annotations.NullMarked;
