/**
 * The only room that knows DJL: describes networks, turns them into TorchScript programs, trains and runs them.
 */
@NullMarked
package io.latentry.engine;

import org.jspecify.annotations.NullMarked;
