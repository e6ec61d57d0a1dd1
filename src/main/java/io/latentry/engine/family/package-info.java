/** One file per method and one per architecture: how each represents items, and what it minimises. */
@NullMarked
package io.latentry.engine.family;

import org.jspecify.annotations.NullMarked;
