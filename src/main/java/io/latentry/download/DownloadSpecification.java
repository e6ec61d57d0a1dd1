package io.latentry.download;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.latentry.registry.PublishedOptions;
import java.net.URI;

/**
 * A download as it is persisted.
 *
 * @param model to publish a version of
 * @param url to begin at
 * @param sha256 of the file, in lower case
 * @param options what is told of a bare safetensors file
 */
@JsonIgnoreProperties(ignoreUnknown = true) // of jobs that hold the limits of their day
record DownloadSpecification(String model, URI url, String sha256, PublishedOptions options) {

    static final String JOB_TYPE = "import";

    /** In the job's folder, once it is complete. */
    static final String FILE = "received";

    /** The address without its query, which may hold a secret. */
    String origin() {
        String text = url.toString();
        int query = text.indexOf('?');
        return query < 0 ? text : text.substring(0, query);
    }
}
