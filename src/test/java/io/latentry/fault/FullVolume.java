package io.latentry.fault;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Takes all room but a little on the volume of a folder, with a file of no other use. */
final class FullVolume extends VolumeTrouble {

    private static final int BLOCK = 4096;
    private static final long NOTHING = 64 << 10;
    private final Path filler;
    private final long left;

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
    void use() throws IOException {
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
    }

    private long room() {
        return filler.toFile().getUsableSpace();
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
