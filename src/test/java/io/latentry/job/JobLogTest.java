package io.latentry.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.latentry.job.Counting.Mishap;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What an operator reads about jobs. */
@ExtendWith(OutputCaptureExtension.class)
class JobLogTest {

    @Test
    void tellsWhatBecomesOfJobs(@TempDir Path home, CapturedOutput output) {
        try (JobServer server = JobServer.start(home)) {
            JobClient client = server.client();
            String resumed = client.submit(Counting.steps(100).every(Duration.ofMillis(10)));
            client.awaitStep(resumed, 1);
            client.post(resumed, "cancel");
            client.await(resumed, JobState.CANCELLED);
            client.post(resumed, "resume");
            client.await(resumed, JobState.SUCCEEDED);
            String failed = client.submit(Counting.steps(10).with(Mishap.FAIL, 5));
            client.await(failed, JobState.FAILED);
            String died = client.submit(Counting.steps(10).with(Mishap.CRASH_ONCE, 5));
            client.await(died, JobState.SUCCEEDED);

            await().untilAsserted(() -> {
                String queued = "INFO queued: counting {\"method\":\"counting\"}";
                assertThat(lines(output, resumed))
                        .containsExactly(
                                queued,
                                "INFO started: {\"attempt\":1}",
                                "INFO cancelled: {}",
                                queued,
                                "INFO resumed: {\"attempt\":2}",
                                "INFO succeeded: {\"model\":\"sum-5050\"}");
                assertThat(lines(output, failed))
                        .endsWith(
                                "WARN failed: {\"code\":\"loss-not-finite\",\"detail\":\"The loss is NaN at step 1\"}");
                assertThat(lines(output, died)).hasSize(5).element(2).asString().startsWith("WARN worker-died: ");
            });
        }
    }

    /** The level and text of the lines about a job. */
    private static List<String> lines(CapturedOutput output, String id) {
        return output.getOut()
                .lines()
                .filter(line -> line.contains("Job " + id))
                .map(line -> line.replaceFirst(".* (INFO|WARN) .* Job " + id, "$1"))
                .toList();
    }
}
