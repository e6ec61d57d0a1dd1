package io.latentry.job;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The memory that this process and its workers can have together: the machine's, or that of the control group they are in. A
 * JVM looks at its own group alone; a group above it can be given less.
 */
final class MachineMemory {

    private static final Path GROUPS = Path.of("/proc/self/cgroup");
    private static final Path HIERARCHY = Path.of("/sys/fs/cgroup");

    /** In version 1 memory is a hierarchy of its own. */
    private static final String CONTROLLER = "memory";

    private static final String NEW_LIMIT = "memory.max";
    private static final String OLD_LIMIT = "memory.limit_in_bytes";

    private MachineMemory() {}

    static long bytes() {
        long physical =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
        return Math.min(physical, groupLimit(GROUPS, HIERARCHY));
    }

    /**
     * The least limit of a process's control group and those above it.
     *
     * @param groups {@code /proc/self/cgroup}: lines of hierarchy, controllers and path, separated by colons
     * @param hierarchy where these are mounted
     * @return the greatest number if there is no limit, or there are no such groups
     */
    static long groupLimit(Path groups, Path hierarchy) {
        try {
            return Files.exists(groups)
                    ? Files.readAllLines(groups).stream()
                            .mapToLong(line -> limit(line.split(":", 3), hierarchy))
                            .min()
                            .orElse(Long.MAX_VALUE)
                    : Long.MAX_VALUE;
        } catch (IOException e) {
            return Long.MAX_VALUE;
        }
    }

    private static long limit(String[] group, Path hierarchy) {
        if (group.length < 3) {
            return Long.MAX_VALUE;
        }
        if (group[1].isEmpty()) {
            return limit(hierarchy, group[2], NEW_LIMIT);
        }
        return List.of(group[1].split(",")).contains(CONTROLLER)
                ? limit(hierarchy.resolve(CONTROLLER), group[2], OLD_LIMIT)
                : Long.MAX_VALUE;
    }

    /** In a container the path can be the host's, of which nothing is mounted but the end, as the root. */
    private static long limit(Path root, String path, String file) {
        long least = Long.MAX_VALUE;
        Path group = root.resolve("." + path).normalize();
        while (group != null && group.startsWith(root)) {
            least = Math.min(least, read(group.resolve(file)));
            group = group.getParent();
        }
        return Math.min(least, read(root.resolve(file)));
    }

    private static long read(Path file) {
        try {
            return Files.exists(file) ? Long.parseLong(Files.readString(file).trim()) : Long.MAX_VALUE;
        } catch (IOException | NumberFormatException e) {
            // "max", or 2^63 rounded down to a page.
            return Long.MAX_VALUE;
        }
    }
}
