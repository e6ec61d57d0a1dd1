package io.latentry.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.util.FileSystemUtils;

/** Has no further file created on the volume of a folder, where there is room for bytes, by creating empty ones. */
final class UsedUpInodes implements Trouble {

    private static final Duration BEFORE_IT_IS_MET = Duration.ofMillis(1500);

    private final Path fillers;
    private final int most;
    private long begun;

    /**
     * A volume that has inodes yet.
     *
     * @param folder on it
     * @param most files that it has inodes for
     */
    UsedUpInodes(Path folder, int most) {
        fillers = folder.resolve("fillers");
        this.most = most;
    }

    @Override
    public void begin() throws IOException {
        Files.createDirectories(fillers);
        if (create() == most) {
            throw new IOException("The volume has inodes for more than " + most + " files");
        }
        begun = System.nanoTime();
    }

    private int create() {
        for (int file = 0; file < most; file++) {
            try {
                Files.createFile(fillers.resolve("filler-" + file));
            } catch (IOException e) {
                return file;
            }
        }
        return most;
    }

    /** Who needs a file is not seen: it is given some time. */
    @Override
    public boolean isMet() {
        return System.nanoTime() - begun > BEFORE_IT_IS_MET.toNanos();
    }

    @Override
    public boolean lasts() {
        return true;
    }

    @Override
    public void end() throws IOException {
        FileSystemUtils.deleteRecursively(fillers);
    }

    @Override
    public String toString() {
        return "a volume without inodes";
    }
}
