package io.latentry.job;

import io.latentry.core.error.CorruptDataException;
import io.latentry.core.error.DiskFullException;
import io.latentry.job.WorkerMessage.Kind;
import io.latentry.job.WorkerMessage.NoRoom;
import io.latentry.model.DirectBuffers;
import io.latentry.storage.FileSums;
import io.latentry.storage.Hashing;
import io.latentry.storage.StorageFaults;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The main program of a worker process: runs one job's task and exits. */
public final class Worker {

    /** A main program's first argument when it is to call {@link #run}; the second is the folder. */
    public static final String ARGUMENT = "worker";

    static final int DONE = 0;
    static final int DIED = 1;
    static final int SERVER_GONE = 10;
    static final int LOCKED = 11;

    private static final Duration LOCK_WAIT = Duration.ofSeconds(10);

    /** What unused arrays may take of memory; collecting them takes some 20 ms. */
    private static final long UNUSED_BYTES = 32L << 20;

    private Worker() {}

    /**
     * Runs the job in a folder and ends the process.
     *
     * @param folder the job's folder
     * @param tasks by {@link JobType#name()}
     */
    public static void run(Path folder, Map<String, WorkerTask> tasks) {
        WorkerOutput output = new WorkerOutput(new FileOutputStream(FileDescriptor.out));
        // Whatever libraries print goes to the log, not between the messages.
        System.setOut(System.err);
        DirectBuffers.collectEvery(UNUSED_BYTES);
        StopSignal stop =
                StopSignal.listen(System.in, () -> Runtime.getRuntime().halt(SERVER_GONE));
        Runtime.getRuntime().halt(exitCode(folder, tasks, output, stop));
    }

    private static int exitCode(Path folder, Map<String, WorkerTask> tasks, WorkerOutput output, StopSignal stop) {
        try (FolderLock lock = FolderLock.acquire(folder, LOCK_WAIT)) {
            if (!lock.isHeld()) {
                return LOCKED;
            }
            work(folder, tasks, output, stop);
            return DONE;
        } catch (Throwable e) {
            e.printStackTrace();
            return DIED;
        } finally {
            System.err.flush();
        }
    }

    /** Whatever a volume that is full or read-only makes of the work, it ends in one exception. */
    private static void runWhileThereIsRoom(WorkerTask task, ProcessContext context) throws Exception {
        try {
            context.requireSpecification();
            task.run(context);
            sums(context.folder(), task.results()).write(context.folder().resolve(WorkerFiles.COMPLETED));
            context.flush();
        } catch (IOException | RuntimeException | InternalError e) {
            Optional<DiskFullException> full = StorageFaults.inFolder(context.folder(), e);
            if (full.isPresent()) {
                throw full.get();
            }
            throw e;
        }
    }

    private static void work(Path folder, Map<String, WorkerTask> tasks, WorkerOutput output, StopSignal stop)
            throws Exception {
        String type = Files.readString(folder.resolve(WorkerFiles.TYPE));
        WorkerTask task = tasks.get(type);
        if (task == null) {
            throw new IllegalStateException("This program has no task for jobs of type " + type);
        }
        ProcessContext context = new ProcessContext(folder, output, stop);
        try {
            runWhileThereIsRoom(task, context);
            output.write(WorkerMessage.of(Kind.COMPLETED));
        } catch (DiskFullException e) {
            context.flush();
            NoRoom end = new NoRoom(String.valueOf(e.getMessage()), e.bytes());
            output.write(new WorkerMessage(Kind.NO_ROOM, null, WorkerMessage.JSON.valueToTree(end)));
        } catch (WorkerStopped e) {
            context.flush();
            output.write(WorkerMessage.of(Kind.STOPPED));
        } catch (WorkerFailure e) {
            fail(context, output, e.code(), e);
        } catch (CorruptDataException e) {
            fail(context, output, e.code(), e);
        }
    }

    private static FileSums sums(Path folder, List<String> results) throws IOException {
        Map<String, String> sums = new TreeMap<>();
        for (String name : results) {
            sums.put(name, Hashing.hash(folder.resolve(name)));
        }
        return FileSums.of(sums);
    }

    private static void fail(ProcessContext context, WorkerOutput output, String code, Exception reason) {
        context.flush();
        JobError error = new JobError(code, String.valueOf(reason.getMessage()));
        output.write(new WorkerMessage(Kind.FAILED, null, WorkerMessage.JSON.valueToTree(error)));
    }
}
