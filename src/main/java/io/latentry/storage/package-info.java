/** The store's home folder: durable files, hashing, the scrub, free space, and whether the store can be written. */
@NullMarked
package io.latentry.storage;

import org.jspecify.annotations.NullMarked;
