package io.latentry.dataset.ingest;

import java.util.Optional;

/** The array of a split's items and, if they have any, the one of their labels. */
record ArrayPart(ArraySource items, Optional<ArraySource> labels) {}
