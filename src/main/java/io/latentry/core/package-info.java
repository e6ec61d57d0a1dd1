/** The words that every room shares, as plain Java; so far the errors alone. */
@NullMarked
package io.latentry.core;

import org.jspecify.annotations.NullMarked;
