package io.latentry.job;

import io.latentry.storage.DurableFiles;
import io.latentry.storage.FileSums;
import io.latentry.storage.FreeSpace;
import io.latentry.storage.Home;
import io.latentry.storage.OrphanSweep;
import io.latentry.storage.StoreStart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
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
    private final StoreStart start;

    JobFolders(Home home, StoreStart start) {
        this.home = home;
        this.start = start;
    }

    Path of(String id) {
        return home.jobs().resolve(id);
    }

    /** Creates a job's folder, durably; where that fails, a part of it may be there. */
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
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) throws IOException {
        DurableFiles.write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Writes the files that a worker starts from once more, where they are not what a job's row says.
     *
     * @return the names of those that were not
     */
    List<String> restore(Job job) throws IOException {
        List<String> restored = new ArrayList<>();
        restore(of(job.id()).resolve(WorkerFiles.TYPE), job.type(), restored);
        restore(of(job.id()).resolve(WorkerFiles.SPECIFICATION), job.specification(), restored);
        return restored;
    }

    /** A file that cannot be read is wrong, too. */
    private static boolean has(Path file, byte[] right) {
        try {
            return Files.exists(file) && Arrays.equals(Files.readAllBytes(file), right);
        } catch (IOException e) {
            return false;
        }
    }

    private static void restore(Path file, String text, List<String> restored) throws IOException {
        byte[] right = text.getBytes(StandardCharsets.UTF_8);
        if (!has(file, right) && Files.isDirectory(file.getParent())) {
            DurableFiles.write(file, right);
            restored.add(file.getFileName().toString());
        }
    }

    /** Deletes the folder, or what there is of it, that no job has. */
    void delete(String id) {
        delete(home.temporary().resolve(TEMPORARY + id));
        delete(of(id));
    }

    /** Deletes what a worker left of a job whose result is published: checkpoints, and the result itself. */
    void tidy(String id) {
        OrphanSweep.entries(of(id)).stream()
                .filter(path -> !WorkerFiles.ALL.contains(path.getFileName().toString()))
                .forEach(JobFolders::delete);
    }

    /** Deletes a worker's result, but not what it came from; first that it is one. */
    void discardResult(String id) {
        Path completed = of(id).resolve(WorkerFiles.COMPLETED);
        Set<String> names = results(completed);
        delete(completed);
        names.forEach(name -> delete(of(id).resolve(name)));
    }

    /** The files with checksums; none if the list is unreadable, in which case the next worker overwrites them. */
    private static Set<String> results(Path completed) {
        try {
            return FileSums.read(completed).byName().keySet();
        } catch (IOException e) {
            return Set.of();
        }
    }

    /** Deletes a worker's result, which cannot be published, with all that it came from; first that it is one. */
    void discard(String id) {
        delete(of(id).resolve(WorkerFiles.COMPLETED));
        tidy(id);
    }

    /** Moves the folders away that never became jobs, and deletes what a crash left of those that are done. */
    void sweep(Function<String, Optional<Job>> jobs) {
        List<Path> folders = OrphanSweep.entries(home.jobs());
        Map<Path, Job> known = new HashMap<>();
        for (Path folder : folders) {
            jobs.apply(folder.getFileName().toString()).ifPresent(job -> known.put(folder, job));
        }
        new OrphanSweep(start).sweep("jobs", folders, known::containsKey);
        for (Job job : known.values()) {
            if (job.state() == JobState.SUCCEEDED) {
                tidy(job.id());
            }
        }
        for (Path path : OrphanSweep.entries(home.temporary())) {
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
}
