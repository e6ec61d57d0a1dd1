/**
 * Draws pictures: grids of images, and charts. Nothing of it is loaded before the first picture is asked for.
 */
@NullMarked
package io.latentry.drawing;

import org.jspecify.annotations.NullMarked;
