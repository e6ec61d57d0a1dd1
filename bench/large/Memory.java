import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Linux tells of a process: the most that was resident, and the most of that which no file backs. */
record Memory(String heap, long peak, long anonymous) {

    static Memory read(long pid) throws IOException {
        String status = Files.readString(Path.of("/proc", String.valueOf(pid), "status"));
        String command = Files.readString(Path.of("/proc", String.valueOf(pid), "cmdline"));
        String heap = Arrays.stream(command.split("\0"))
                .filter(argument -> argument.startsWith("-Xmx"))
                .findFirst()
                .orElse("none");
        return new Memory(heap, kilobytes(status, "VmHWM"), kilobytes(status, "RssAnon"));
    }

    private static long kilobytes(String status, String field) {
        Matcher found = Pattern.compile(field + ":\\s+(\\d+) kB").matcher(status);
        return found.find() ? Long.parseLong(found.group(1)) : 0;
    }

    Memory and(Memory later) {
        return new Memory(heap, Math.max(peak, later.peak), Math.max(anonymous, later.anonymous));
    }
}
