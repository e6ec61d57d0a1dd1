package io.latentry.fault;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Takes all room but a little on the volume of a folder, with a file of no other use. */
final class FullVolume implements Trouble {

    private static final int BLOCK = 4096;
    private static final long NOTHING = 64 << 10;
    private static final Duration BEFORE_IT_IS_MET = Duration.ofMillis(1500);

    private final Path filler;
    private final long left;
    private long begun;

    /**
     * A volume that is not full yet.
     *
     * @param folder on it
     * @param left bytes that are left, more or less
     */
    FullVolume(Path folder, long left) {
        filler = folder.resolve("filler");
        this.left = left;
    }

    @Override
    public void begin() throws IOException {
        try (OutputStream output = Files.newOutputStream(filler)) {
            byte[] block = new byte[BLOCK];
            while (room() > left) {
                output.write(block);
            }
        } catch (IOException e) {
            if (room() > NOTHING) {
                throw e;
            }
        }
        begun = System.nanoTime();
    }

    private long room() {
        return filler.toFile().getUsableSpace();
    }

    /** What is below it is not seen: it is given some time. */
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
        Files.deleteIfExists(filler);
    }

    @Override
    public String toString() {
        return "a volume with " + (left >> 10) + " KB left";
    }
}
