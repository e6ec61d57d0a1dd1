package io.latentry.job;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** How many jobs there are, how long they waited and how long their workers ran. */
@Component
class JobMetrics {

    private final Timer wait;
    private final Timer run;

    JobMetrics(MeterRegistry registry, JobTable jobs) {
        wait = Timer.builder("latentry.jobs.wait")
                .description("Time that jobs waited in the queue")
                .register(registry);
        run = Timer.builder("latentry.jobs.run")
                .description("Time that worker processes ran")
                .register(registry);
        for (JobState state : JobState.values()) {
            Gauge.builder("latentry.jobs", () -> jobs.count(state))
                    .description("Jobs by state")
                    .tag("state", state.label())
                    .register(registry);
        }
    }

    void waited(Duration duration) {
        wait.record(duration);
    }

    void ran(Duration duration) {
        run.record(duration);
    }
}
