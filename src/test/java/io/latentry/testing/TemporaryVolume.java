package io.latentry.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A small volume of its own for a test, in memory; needs root on Linux. */
public final class TemporaryVolume implements AutoCloseable {

    private final Path folder;

    private TemporaryVolume(Path folder) {
        this.folder = folder;
    }

    /** Whether this process may mount one. */
    public static boolean isPossible() {
        return System.getProperty("os.name").equals("Linux")
                && System.getProperty("user.name").equals("root")
                && isMountable();
    }

    private static boolean isMountable() {
        try {
            Path folder = Files.createTempDirectory("latentry-mount");
            boolean mounted = exitCode("mount", "-t", "tmpfs", "tmpfs", folder.toString()) == 0;
            if (mounted) {
                exitCode("umount", folder.toString());
            }
            Files.delete(folder);
            return mounted;
        } catch (IOException e) {
            return false;
        }
    }

    /** Mounts a volume over a folder. */
    public static TemporaryVolume over(Path folder, int megabytes) {
        run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", folder.toString());
        return new TemporaryVolume(folder);
    }

    /** Writes a file until nothing more fits. */
    public void fill() {
        byte[] bytes = new byte[4096];
        try (OutputStream output = Files.newOutputStream(file())) {
            while (true) {
                output.write(bytes);
            }
        } catch (IOException e) {
            assertThat(file()).isNotEmptyFile();
        }
    }

    /** Deletes that file. */
    public void free() {
        try {
            Files.deleteIfExists(file());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file() {
        return folder.resolve("filling");
    }

    /** Unmounts it, though files of it may be open. */
    @Override
    public void close() {
        run("umount", "-l", folder.toString());
    }

    private static void run(String... command) {
        assertThat(exitCode(command)).as(String.join(" ", command)).isZero();
    }

    private static int exitCode(String... command) {
        try {
            return new ProcessBuilder(List.of(command))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            return -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }
}
