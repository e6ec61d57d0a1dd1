package io.latentry.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.util.FileSystemUtils;

/** Has no further file created on the volume of a folder, where there is room for bytes, by creating empty ones. */
final class UsedUpInodes extends VolumeTrouble {

    private final Path fillers;
    private final int most;

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
    void use() throws IOException {
        Files.createDirectories(fillers);
        if (create() == most) {
            throw new IOException("The volume has inodes for more than " + most + " files");
        }
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

    @Override
    public void end() throws IOException {
        FileSystemUtils.deleteRecursively(fillers);
    }

    @Override
    public String toString() {
        return "a volume without inodes";
    }
}
