package io.latentry.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The most memory that this process has had at one time and that could not be given back. Pages of mapped files, of datasets and
 * libraries, are left out: the system takes them where it needs memory, and reads them again.
 */
final class PeakMemory {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String HIGH_WATER_MARK = "VmHWM";
    private static final String FILE_PAGES = "RssFile";

    private PeakMemory() {}

    /**
     * In bytes, as Linux counts resident pages; empty on other systems. Pages of files are counted as they are now, which is at
     * their most: they are seldom taken back.
     */
    static OptionalDouble bytes() {
        return Files.exists(STATUS) ? bytes(STATUS) : OptionalDouble.empty();
    }

    static OptionalDouble bytes(Path status) {
        try {
            List<String> lines = Files.readAllLines(status);
            OptionalDouble peak = field(lines, HIGH_WATER_MARK);
            double files = field(lines, FILE_PAGES).orElse(0);
            return peak.isPresent() ? OptionalDouble.of(peak.getAsDouble() - files) : peak;
        } catch (IOException e) {
            return OptionalDouble.empty();
        }
    }

    private static OptionalDouble field(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name + ":"))
                .mapToDouble(line -> 1024 * Double.parseDouble(line.replaceAll("[^0-9]", "")))
                .findFirst();
    }
}
