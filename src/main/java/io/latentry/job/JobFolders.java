package io.latentry.job;

import io.latentry.storage.DurableFiles;
import io.latentry.storage.FreeSpace;
import io.latentry.storage.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/** The folders of jobs: {@code specification.json} from the start, then whatever the worker writes. */
@Component
class JobFolders {

    /** Starts the names of this room's folders below {@link Home#temporary()}. */
    private static final String TEMPORARY = "job-";

    /** A little more than the largest specification. */
    private static final long SPACE = 2_000_000;

    private final Home home;

    JobFolders(Home home) {
        this.home = home;
    }

    Path of(String id) {
        return home.jobs().resolve(id);
    }

    /** Creates a job's folder, durably. */
    void create(String id, NewJob job) {
        FreeSpace.require(home.root(), SPACE);
        Path folder = home.temporary().resolve(TEMPORARY + id);
        try {
            Files.createDirectories(folder);
            Files.createDirectories(home.jobs());
            write(folder.resolve(WorkerFiles.TYPE), job.type());
            write(folder.resolve(WorkerFiles.SPECIFICATION), job.specification());
            DurableFiles.move(folder, of(id));
        } catch (IOException e) {
            UncheckedIOException failure = new UncheckedIOException(e);
            deleteHalf(folder, failure);
            deleteHalf(of(id), failure);
            throw failure;
        }
    }

    /** Deletes what a failed write left; what cannot be deleted either, the next start sweeps. */
    private static void deleteHalf(Path folder, RuntimeException failure) {
        try {
            delete(folder);
        } catch (UncheckedIOException e) {
            failure.addSuppressed(e);
        }
    }

    private static void write(Path file, String text) throws IOException {
        DurableFiles.write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Deletes a folder that no job has. */
    void delete(String id) {
        delete(of(id));
    }

    /** Deletes what a worker left of a job whose result is published: checkpoints, and the result itself. */
    void tidy(String id) {
        list(of(id)).stream()
                .filter(path -> !WorkerFiles.ALL.contains(path.getFileName().toString()))
                .forEach(JobFolders::delete);
    }

    /** Deletes a worker's result, which cannot be published, with all that it came from; first that it is one. */
    void discard(String id) {
        delete(of(id).resolve(WorkerFiles.COMPLETED));
        tidy(id);
    }

    /** Deletes what submissions left that never became jobs, and what a crash left of those that are done. */
    void sweep(Function<String, Optional<Job>> jobs) {
        for (Path folder : list(home.jobs())) {
            String id = folder.getFileName().toString();
            Optional<Job> job = jobs.apply(id);
            if (job.isEmpty()) {
                delete(folder);
            } else if (job.get().state() == JobState.SUCCEEDED) {
                tidy(id);
            }
        }
        for (Path path : list(home.temporary())) {
            if (path.getFileName().toString().startsWith(TEMPORARY)) {
                delete(path);
            }
        }
    }

    /** Whether a worker finished the job's work. */
    boolean isCompleted(String id) {
        return Files.exists(of(id).resolve(WorkerFiles.COMPLETED));
    }

    private static void delete(Path folder) {
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> list(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
