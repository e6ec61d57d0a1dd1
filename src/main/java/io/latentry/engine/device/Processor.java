package io.latentry.engine.device;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;

/** What the processor can do, as far as the operating system tells. */
public final class Processor {

    /** Of x86-64 and of ARM; without one, bfloat16 is emulated, slower than float32. */
    private static final Set<String> BFLOAT16 = Set.of("avx512_bf16", "amx_bf16", "bf16");

    private static final Path LINUX = Path.of("/proc/cpuinfo");

    private Processor() {}

    /** Whether it multiplies bfloat16 numbers; no, where that cannot be told. */
    public static boolean hasBfloat16() {
        try (Stream<String> lines = Files.lines(LINUX)) {
            return lines.filter(line -> line.startsWith("flags") || line.startsWith("Features"))
                    .flatMap(line -> Stream.of(line.split("\\s+")))
                    .anyMatch(BFLOAT16::contains);
        } catch (IOException e) {
            return false;
        }
    }
}
