package io.latentry.dataset;

import java.util.Optional;

/** Keeps a dataset from being deleted while something needs it; rooms that use datasets provide one as a bean. */
@FunctionalInterface
public interface DatasetGuard {

    /** What needs the dataset, in words such as {@code job 0197…}, or empty if nothing does. */
    Optional<String> usedBy(Dataset dataset);
}
