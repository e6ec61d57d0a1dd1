package io.latentry.job;

import java.util.Set;

/** Keeps finished jobs from expiring while something refers to them; rooms whose resources name jobs provide one as a bean. */
@FunctionalInterface
public interface JobReferences {

    /** Ids of all jobs that are referred to. */
    Set<String> jobIds();
}
