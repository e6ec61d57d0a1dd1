package io.latentry.fault;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A small volume in memory, which takes root and Linux. */
final class Tmpfs implements AutoCloseable {

    private final Path folder;

    private Tmpfs(Path folder) {
        this.folder = folder;
    }

    /** Whether one can be mounted here; tries it. */
    static boolean isPossible(Path folder) throws InterruptedException {
        return System.getProperty("os.name").equals("Linux")
                && run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder.toString())
                && run("umount", folder.toString());
    }

    /** One with room for so many megabytes and files. */
    static Tmpfs mount(Path folder, int megabytes, int inodes) throws IOException, InterruptedException {
        String options = "size=%dm,nr_inodes=%d".formatted(megabytes, inodes);
        if (!run("mount", "-t", "tmpfs", "-o", options, "tmpfs", folder.toString())) {
            throw new IOException("Cannot mount " + folder);
        }
        return new Tmpfs(folder);
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(List.of(command))
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            run("umount", "-l", folder.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
