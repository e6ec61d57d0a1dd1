package io.latentry.job;

import org.springframework.stereotype.Component;

/** Shows jobs. */
@Component
public class JobViews {

    private final JobTypes types;

    JobViews(JobTypes types) {
        this.types = types;
    }

    /** A job as the API shows it. */
    public JobView of(Job job) {
        return JobView.of(job, types.get(job.type()).settings(job.specification()));
    }
}
