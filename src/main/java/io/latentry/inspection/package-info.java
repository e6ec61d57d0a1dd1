/**
 * Shows what models have learned: weights, feature maps, codes and learning curves, as numbers and as pictures.
 */
@NullMarked
package io.latentry.inspection;

import org.jspecify.annotations.NullMarked;
