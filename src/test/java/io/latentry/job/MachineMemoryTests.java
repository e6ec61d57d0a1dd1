package io.latentry.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The limits of control groups, as Linux mounts them. */
class MachineMemoryTests {

    @TempDir
    private Path folder;

    @Test
    void aGroupHasNoMoreThanThoseAboveIt() throws IOException {
        write("slice/memory.max", "3000000000");
        write("slice/service/memory.max", "4000000000");
        write("slice/service/scope/memory.max", "max");

        assertThat(limit("0::/slice/service/scope")).isEqualTo(3_000_000_000L);
        assertThat(limit("0::/slice/service")).isEqualTo(3_000_000_000L);
        assertThat(limit("0::/other")).isEqualTo(Long.MAX_VALUE);
    }

    /** A container sees its own group as the root, and maybe the host's name of it. */
    @Test
    void aContainersLimitIsAtTheRoot() throws IOException {
        write("memory.max", "2000000000");

        assertThat(limit("0::/")).isEqualTo(2_000_000_000L);
        assertThat(limit("0::/../../docker/0123")).isEqualTo(2_000_000_000L);
        assertThat(limit("0::/docker/0123")).isEqualTo(2_000_000_000L);
    }

    @Test
    void version1HasAHierarchyForMemory() throws IOException {
        write("memory/memory.limit_in_bytes", "9223372036854771712");
        write("memory/docker/memory.limit_in_bytes", "1000000000");
        write("cpu,cpuacct/docker/memory.limit_in_bytes", "5");

        assertThat(limit("5:cpu,cpuacct:/docker\n4:memory:/docker\n1:name=systemd:/docker"))
                .isEqualTo(1_000_000_000L);
    }

    @Test
    void withoutGroupsThereIsNoLimit() throws IOException {
        assertThat(MachineMemory.groupLimit(folder.resolve("none"), folder)).isEqualTo(Long.MAX_VALUE);
        assertThat(limit("")).isEqualTo(Long.MAX_VALUE);
        assertThat(limit("nonsense\n0::")).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void theMachineHasSome() {
        assertThat(MachineMemory.bytes())
                .isGreaterThan(Runtime.getRuntime().maxMemory() / 2)
                .isLessThan(1L << 50);
    }

    private long limit(String groups) throws IOException {
        Path file = Files.writeString(folder.resolve("cgroup"), groups + "\n");
        return MachineMemory.groupLimit(file, folder.resolve("fs"));
    }

    private void write(String path, String text) throws IOException {
        Path file = folder.resolve("fs").resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text + "\n");
    }
}
