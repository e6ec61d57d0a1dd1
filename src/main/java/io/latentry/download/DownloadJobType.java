package io.latentry.download;

import io.latentry.job.Job;
import io.latentry.job.JobType;
import io.latentry.registry.ModelRegistry;
import io.latentry.registry.ReceivedFile;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Imports what a worker has fetched. */
@Component
class DownloadJobType implements JobType {

    private final ModelRegistry registry;
    private final JsonMapper json;

    DownloadJobType(ModelRegistry registry, JsonMapper json) {
        this.registry = registry;
        this.json = json;
    }

    @Override
    public String name() {
        return DownloadSpecification.JOB_TYPE;
    }

    @Override
    public Map<String, String> publish(Job job, Path folder) {
        DownloadSpecification specification = json.readValue(job.specification(), DownloadSpecification.class);
        ReceivedFile file = new ReceivedFile(
                folder.resolve(DownloadSpecification.FILE),
                specification.options(),
                "from %s, SHA-256 %s".formatted(specification.origin(), specification.sha256()));
        return Map.of(
                "model", registry.publish(specification.model(), job.id(), file).reference());
    }
}
