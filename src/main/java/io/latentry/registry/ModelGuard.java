package io.latentry.registry;

import java.util.Optional;

/** Keeps a version from being deleted while something needs it; rooms that use versions provide one as a bean. */
@FunctionalInterface
public interface ModelGuard {

    /** What needs the version, in words such as {@code job 0197…}, or empty if nothing does. */
    Optional<String> usedBy(ModelVersion version);
}
