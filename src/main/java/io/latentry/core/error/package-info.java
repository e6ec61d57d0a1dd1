/** Errors that say what the caller can do about them; {@code web} turns each into problem details. */
@NamedInterface("error")
@NullMarked
package io.latentry.core.error;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
