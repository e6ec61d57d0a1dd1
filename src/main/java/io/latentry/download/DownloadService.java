package io.latentry.download;

import io.latentry.core.error.InvalidInputException;
import io.latentry.job.Job;
import io.latentry.job.Jobs;
import io.latentry.job.NewJob;
import io.latentry.model.Names;
import io.latentry.model.WeightsImporter;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/** Turns a request into an import job. */
@Service
class DownloadService {

    private final Jobs jobs;
    private final DownloadProperties properties;
    private final WeightsImporter importer;
    private final JsonMapper json;

    DownloadService(Jobs jobs, DownloadProperties properties, WeightsImporter importer, JsonMapper json) {
        this.jobs = jobs;
        this.properties = properties;
        this.importer = importer;
        this.json = json;
    }

    Job submit(DownloadRequest request) {
        String model = Names.check("name", request.name());
        checkArchitecture(request.architecture());
        DownloadSpecification specification = new DownloadSpecification(
                model, check(request.url()), request.sha256().toLowerCase(Locale.ROOT), request.options());
        return jobs.submit(new NewJob(
                DownloadSpecification.JOB_TYPE, json.writeValueAsString(specification), Map.of("model", model)));
    }

    private void checkArchitecture(@Nullable String architecture) {
        if (architecture != null && !importer.architectures().contains(architecture)) {
            throw InvalidInputException.field(
                    "architecture", "must be one of " + String.join(", ", importer.architectures()));
        }
    }

    private URI check(URI url) {
        if (!Source.isFetchable(url)) {
            throw InvalidInputException.field("url", "must be an absolute http or https address without a user");
        }
        properties.requireAllowed(url);
        return url;
    }
}
