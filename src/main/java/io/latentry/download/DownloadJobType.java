package io.latentry.download;

import io.latentry.job.Job;
import io.latentry.job.JobSettings;
import io.latentry.job.JobType;
import io.latentry.registry.ModelRegistry;
import io.latentry.registry.ReceivedFile;
import io.latentry.storage.DurableFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Imports what a worker has fetched. */
@Component
class DownloadJobType implements JobType {

    private final ModelRegistry registry;
    private final DownloadProperties properties;
    private final JsonMapper json;

    DownloadJobType(ModelRegistry registry, DownloadProperties properties, JsonMapper json) {
        this.registry = registry;
        this.properties = properties;
        this.json = json;
    }

    @Override
    public String name() {
        return DownloadSpecification.JOB_TYPE;
    }

    /** Hands the operator's limits of today to the worker. */
    @Override
    public void prepare(Job job, Path folder) {
        properties.requireAllowed(read(job.specification()).url());
        try {
            DurableFiles.write(
                    folder.resolve(DownloadLimits.FILE), json.writeValueAsBytes(DownloadLimits.of(properties)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public JobSettings settings(String specification) {
        return new JobSettings(null, null, null, read(specification).origin());
    }

    private DownloadSpecification read(String specification) {
        return json.readValue(specification, DownloadSpecification.class);
    }

    @Override
    public Map<String, String> publish(Job job, Path folder) {
        DownloadSpecification specification = read(job.specification());
        properties.requireAllowed(specification.url());
        ReceivedFile file = new ReceivedFile(
                folder.resolve(DownloadSpecification.FILE),
                specification.options(),
                "from %s, SHA-256 %s".formatted(specification.origin(), specification.sha256()));
        return Map.of(
                "model", registry.publish(specification.model(), job.id(), file).reference());
    }
}
