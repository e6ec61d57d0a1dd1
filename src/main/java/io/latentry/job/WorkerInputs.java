package io.latentry.job;

import io.latentry.storage.Hashing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Looks whether what a job's work needs is still there, in the worker: disks decay, and a cancelled job keeps nothing. */
public final class WorkerInputs {

    private WorkerInputs() {}

    /**
     * Requires a dataset's folder.
     *
     * @throws WorkerFailure with code {@code dataset-deleted}
     */
    public static void requireDataset(String name, Path folder) throws WorkerFailure {
        if (Files.notExists(folder)) {
            throw new WorkerFailure("dataset-deleted", "The files of the dataset " + name + " are gone");
        }
    }

    /**
     * Requires a model's weights as they were.
     *
     * @param files of the weights
     * @param hashes SHA-256 of each, hexadecimal
     * @param model as {@code name@version}
     * @param code of the failure, if a file is gone
     * @throws WorkerFailure with that code, or {@code weights-corrupt}
     */
    public static void requireWeights(List<String> files, List<String> hashes, String model, String code)
            throws WorkerFailure, IOException {
        for (int i = 0; i < files.size(); i++) {
            Path file = Path.of(files.get(i));
            if (Files.notExists(file)) {
                throw new WorkerFailure(code, "The weights of " + model + " are gone");
            }
            if (!Hashing.hash(file).equals(hashes.get(i))) {
                throw new WorkerFailure(
                        "weights-corrupt",
                        "The weights of " + model + " have changed on disk; import its artifact again");
            }
        }
    }
}
