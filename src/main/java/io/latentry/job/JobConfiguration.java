package io.latentry.job;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Hands jobs from db-scheduler to {@link JobRunner}. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(JobProperties.class)
class JobConfiguration {

    private static final Duration RETRY_DELAY = Duration.ofSeconds(2);

    @Bean
    JobIds jobIds(JobTable jobs) {
        return new JobIds(Clock.systemUTC(), jobs.newestId());
    }

    @Bean
    Task<Void> jobTask(JobRunner runner) {
        return Tasks.custom(JobExecutions.TASK, Void.class)
                .onFailure((complete, operations) ->
                        operations.reschedule(complete, Instant.now().plus(RETRY_DELAY)))
                .execute((instance, context) -> {
                    run(runner, instance.getId());
                    return jobEndsItsOwnExecution();
                });
    }

    private static void run(JobRunner runner, String jobId) {
        try {
            runner.run(jobId);
        } catch (InterruptedException e) {
            // The scheduler stops; the next start goes on.
            Thread.currentThread().interrupt();
        }
    }

    /** The transaction that ends a job removes its execution; of a job that goes on, the next start reclaims it. */
    private static CompletionHandler<Void> jobEndsItsOwnExecution() {
        return (complete, operations) -> {};
    }
}
