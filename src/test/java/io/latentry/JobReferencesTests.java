package io.latentry;

import static org.assertj.core.api.Assertions.assertThat;

import io.latentry.job.JobReferences;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** Jobs that are kept for the models that they made. */
@TestPropertySource(properties = "latentry.demo=false")
class JobReferencesTests extends WholeApplication {

    @Autowired
    private List<JobReferences> references;

    @Test
    void aJobIsReferredToUntilItsModelAndEveryCopyIsDeleted() {
        String job = client.train("{\"method\": \"pca\", \"dataset\": \"digits\", \"model\": \"referring\"}");
        String model = client.awaitModel(job, Duration.ofMinutes(1));
        assertThat(references)
                .anySatisfy(reference -> assertThat(reference.jobIds()).contains(job));
        byte[] artifact = client.send("GET", "/v1/models/" + model + "/artifact", "", "*/*")
                .body();
        client.importArtifact("copy", artifact);

        assertThat(client.send("DELETE", "/v1/models/" + model, "", "*/*").statusCode())
                .isEqualTo(204);
        assertThat(references)
                .anySatisfy(reference -> assertThat(reference.jobIds()).contains(job));

        assertThat(client.send("DELETE", "/v1/models/copy@1", "", "*/*").statusCode())
                .isEqualTo(204);
        assertThat(references)
                .allSatisfy(reference -> assertThat(reference.jobIds()).doesNotContain(job));
    }
}
