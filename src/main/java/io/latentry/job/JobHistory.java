package io.latentry.job;

import java.util.List;

/** Tells what happened to jobs. */
public interface JobHistory {

    /**
     * What the events of one type tell, each as a JSON object, oldest first. What was done again after a resume is there
     * twice.
     *
     * @param jobId of the job itself, not {@code latest}
     * @param type of the events, such as {@code epoch}
     * @param limit at most so many
     */
    List<String> data(String jobId, String type, int limit);
}
