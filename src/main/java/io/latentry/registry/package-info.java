/**
 * Models: versions, aliases, cards, artifacts, and what is in memory ({@code /v1/models}).
 */
@NullMarked
package io.latentry.registry;

import org.jspecify.annotations.NullMarked;
