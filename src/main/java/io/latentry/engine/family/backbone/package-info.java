/** Convolutional networks as they were published, one file per family. */
@NullMarked
package io.latentry.engine.family.backbone;

import org.jspecify.annotations.NullMarked;
