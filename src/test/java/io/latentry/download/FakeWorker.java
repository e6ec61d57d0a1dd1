package io.latentry.download;

import static org.assertj.core.api.Assertions.assertThat;

import io.latentry.job.WorkerContext;
import io.latentry.job.WorkerFailure;
import io.latentry.model.DownloadProgress;
import io.latentry.registry.PublishedOptions;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** Downloads as a worker does, in the test's process. */
final class FakeWorker implements WorkerContext {

    private final Path folder;
    private String specification = "";
    final List<DownloadProgress> progress = new ArrayList<>();

    Duration timeout = Duration.ofSeconds(2);
    Duration retryFor = Duration.ofSeconds(3);

    /** How many bytes it takes until the server asks it to stop. */
    long stopAt = Long.MAX_VALUE;

    FakeWorker(Path folder) {
        this.folder = folder;
    }

    void run(String url, String sha256) throws Exception {
        URI uri = URI.create(url);
        PublishedOptions options = new PublishedOptions(null, null, null, null, null);
        specification =
                JsonMapper.shared().writeValueAsString(new DownloadSpecification("model", uri, sha256, options));
        DownloadLimits limits =
                new DownloadLimits(List.of(uri.resolve("/").toString()), 1_500_000, timeout, 1_000, retryFor);
        Files.write(folder.resolve(DownloadLimits.FILE), JsonMapper.shared().writeValueAsBytes(limits));
        new DownloadWorkerTask().run(this);
    }

    WorkerFailure fails(String url, String sha256, String code) {
        try {
            run(url, sha256);
        } catch (WorkerFailure failure) {
            assertThat(failure.code()).isEqualTo(code);
            return failure;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        throw new AssertionError("It did not fail");
    }

    @Override
    public String jobId() {
        return "job";
    }

    @Override
    public String specification() {
        return specification;
    }

    @Override
    public Path folder() {
        return folder;
    }

    @Override
    public void progress(Object told) {
        progress.add((DownloadProgress) told);
    }

    @Override
    public void event(String type, Object data) {
        throw new AssertionError(type);
    }

    @Override
    public void eventOnce(String type, Object data) {
        throw new AssertionError(type);
    }

    @Override
    public boolean stopRequested() {
        return !progress.isEmpty() && progress.get(progress.size() - 1).bytes() >= stopAt;
    }
}
