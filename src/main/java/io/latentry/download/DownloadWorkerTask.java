package io.latentry.download;

import io.latentry.job.WorkerContext;
import io.latentry.job.WorkerFailure;
import io.latentry.job.WorkerStopped;
import io.latentry.job.WorkerTask;
import io.latentry.storage.DurableFiles;
import io.latentry.storage.Hashing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** Fetches a file into the job's folder, and goes on where an earlier process was cut off. */
public final class DownloadWorkerTask implements WorkerTask {

    private final JsonMapper json = JsonMapper.builder().build();

    @Override
    public void run(WorkerContext context) throws WorkerFailure, WorkerStopped, IOException, InterruptedException {
        Path file = context.folder().resolve(DownloadSpecification.FILE);
        if (Files.exists(file)) {
            return;
        }
        DownloadSpecification specification = json.readValue(context.specification(), DownloadSpecification.class);
        DownloadLimits limits =
                json.readValue(context.folder().resolve(DownloadLimits.FILE).toFile(), DownloadLimits.class);
        PartialFile part = new PartialFile(context.folder());
        if (!isRight(specification, part) && fetch(specification, limits, part, context)) {
            // What came before may have been of another file at the same address.
            part.delete();
            fetch(specification, limits, part, context);
        }
        if (!isRight(specification, part)) {
            part.delete();
            throw new WorkerFailure(
                    "checksum-mismatch", "The file's SHA-256 is not the expected " + specification.sha256());
        }
        DurableFiles.force(part.file());
        DurableFiles.move(part.file(), file);
    }

    @Override
    public List<String> results() {
        return List.of(DownloadSpecification.FILE);
    }

    /** Whether what is there is wrong, and of more than one answer. */
    private static boolean fetch(
            DownloadSpecification specification, DownloadLimits limits, PartialFile part, WorkerContext context)
            throws WorkerFailure, WorkerStopped, IOException, InterruptedException {
        Download download = new Download(specification.url(), limits, part, context);
        download.run();
        return download.isPieced() && !isRight(specification, part);
    }

    private static boolean isRight(DownloadSpecification specification, PartialFile part) throws IOException {
        return Files.exists(part.file()) && Hashing.hash(part.file()).equals(specification.sha256());
    }
}
