import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Linux tells of a process, in kB.
 *
 * @param heap its {@code -Xmx}; {@code none}, if it has none
 * @param resident memory
 * @param peak the most that was resident
 * @param anonymous what of the resident memory no file backs
 */
record Memory(String heap, long resident, long peak, long anonymous) {

    static Memory read(long pid) throws IOException {
        String status = Files.readString(Path.of("/proc", String.valueOf(pid), "status"));
        String command = Files.readString(Path.of("/proc", String.valueOf(pid), "cmdline"));
        String heap = Arrays.stream(command.split("\0"))
                .filter(argument -> argument.startsWith("-Xmx"))
                .findFirst()
                .orElse("none");
        return new Memory(
                heap, kilobytes(status, "VmRSS"), kilobytes(status, "VmHWM"), kilobytes(status, "RssAnon"));
    }

    private static long kilobytes(String status, String field) {
        Matcher found = Pattern.compile(field + ":\\s+(\\d+) kB").matcher(status);
        return found.find() ? Long.parseLong(found.group(1)) : 0;
    }

    /** The most of both. */
    Memory and(Memory later) {
        return new Memory(
                heap,
                Math.max(resident, later.resident),
                Math.max(peak, later.peak),
                Math.max(anonymous, later.anonymous));
    }
}
