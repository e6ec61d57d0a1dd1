package io.latentry.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.latentry.core.error.InvalidInputException;
import io.latentry.core.error.TooLargeException;
import io.latentry.model.ModelConfig;
import io.latentry.model.Preprocessing;
import io.latentry.model.WeightsImporter.Description;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that {@code backbones.py script} made: value {@code i} of each of their arrays is ((i mod 13) − 6) / 8. */
@Tag("long")
class TorchFileTests {

    private static final long MAX = 2_000_000;
    private static final List<Double> HALF = Collections.nCopies(3, 0.5);
    private static final Description RESNET =
            new Description("resnet20", List.of(), new Preprocessing(3, 32, 32, 32, "bilinear", HALF, HALF));

    private final ForeignWeights importer = new ForeignWeights();

    @TempDir
    Path folder;

    private Path unpacked;

    @BeforeEach
    void name() {
        unpacked = folder.resolve("unpacked.safetensors");
    }

    @ParameterizedTest
    @ValueSource(strings = {"resnet20.pt", "resnet20-state.pt"})
    void parametersAndBuffersBecomeAModel(String file) throws IOException {
        importer.unpack(resource(file), unpacked, MAX);
        Path converted = folder.resolve("converted.safetensors");
        ModelConfig config = importer.convert(RESNET, unpacked, converted);

        assertThat(config.capabilities()).containsExactly("classify", "encode");
        try (SafeTensorsReader reader = SafeTensorsReader.open(converted)) {
            assertThat(reader.entries()).containsKeys("layer2.0.bn1.running_var", "fc.bias");
            for (String name : reader.entries().keySet()) {
                FloatBuffer values = reader.bytes(name).asFloatBuffer();
                for (int i = 0; i < values.limit(); i++) {
                    assertThat(values.get(i)).isEqualTo((i % 13 - 6) / 8f);
                }
            }
        }
    }

    @Test
    void whatIsMissingIsNamed() throws IOException {
        Map<String, byte[]> entries = entries("resnet20.pt");
        entries.remove("resnet20/data/7");
        Path file = write(entries);

        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> importer.unpack(file, unpacked, MAX))
                .satisfies(e -> assertThat(e.errors()).extracting("field").containsExactly("layer1.0.bn1.weight"));
        assertThat(unpacked).doesNotExist();
    }

    /** Some damage goes unnoticed here, such as that to a name, which does not fit the architecture then. */
    @Test
    void damageIsAnsweredAsBadInput() throws IOException {
        Map<String, byte[]> entries = entries("resnet20-state.pt");
        byte[] pickle = entries.get("resnet20-state/data.pkl");
        Random random = new Random(1);
        int refused = 0;
        for (int i = 0; i < 1_000; i++) {
            byte[] damaged = pickle.clone();
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            entries.put("resnet20-state/data.pkl", damaged);
            refused += isRefused(write(entries)) ? 1 : 0;
        }
        assertThat(refused).isGreaterThan(200);
    }

    private boolean isRefused(Path file) {
        try {
            importer.unpack(file, unpacked, MAX);
            return false;
        } catch (InvalidInputException e) {
            assertThat(e.errors()).isNotEmpty();
            return true;
        }
    }

    @Test
    void aPickleWithoutTensorsIsRefused() throws IOException {
        Path file = write(Map.of("a/data.pkl", new byte[] {(byte) 0x80, 2, '}', '.'}));

        assertThat(isRefused(file)).isTrue();
        assertThat(unpacked).doesNotExist();
    }

    /** Each would take all memory or time if it were believed. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                // A list that contains itself, as a key.
                "]q\0h\0a0}h\0K\1s.",
                // Lists of two lists each, sixty deep, as a key.
                "NESTED",
                // Very many objects.
                "MANY",
                // A text of 2 GiB.
                "X\377\377\377\177.",
                // Other classes than PyTorch's, one of which is told to be large.
                "c__builtin__\nbytearray\n(J\377\377\377\177tR.",
                "cjava.lang\nRuntime\n)R."
            })
    @Timeout(20)
    void bombsAreRefused(String pickle) throws IOException {
        String code = pickle.replace("NESTED", "]" + "q\0]h\0ah\0a".repeat(60) + "q\0}h\0K\1s.")
                .replace("MANY", "}".repeat(2_000_000) + ".");

        assertThat(isRefused(write(Map.of("a/data.pkl", ("\u0080\2" + code).getBytes(StandardCharsets.ISO_8859_1)))))
                .isTrue();
        assertThat(unpacked).doesNotExist();
    }

    /** Small ones, of which much would be made. */
    @ParameterizedTest
    @ValueSource(strings = {"state", "dimensions", "name", "nested names"})
    @Timeout(20)
    void picklesThatMultiplyAreRefused(String what) throws IOException {
        String name = "X\100\102\17\0" + "n".repeat(1_000_000) + "q\0";
        String code = switch (what) {
            case "state" -> "}q\0(" + members(60_000) + "u0ctorch\nNet\n)\u0081" + "h\0b".repeat(60_000);
            case "dimensions" ->
                storage() + "K\0(" + "K\1".repeat(100_000) + "tq\1h\1tq\2"
                        + "0ctorch._utils\n_rebuild_tensor_v2\nq\3h\2R" + "0h\3h\2R".repeat(40_000);
            case "name" -> "}(" + "K\0" + name + "K\1}h\0K\0s" + maps(55_000) + "u";
            default ->
                "}(" + "K\0" + name + "K\1" + "}h\0".repeat(30) + "}(" + members(60_000) + "u" + "s".repeat(30) + "u";
        };

        assertThat(isRefused(write(pickled(code)))).isTrue();
        assertThat(unpacked).doesNotExist();
    }

    private static Map<String, byte[]> pickled(String code) {
        return Map.of("a/data.pkl", ("\u0080\2" + code + ".").getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Begins the arguments of a tensor. */
    private static String storage() {
        return "((X\7\0\0\0storagectorch\nFloatStorage\nX\1\0\0\0" + "0X\3\0\0\0cpuK\1tQ";
    }

    private static String members(int count) {
        return IntStream.range(0, count).mapToObj(i -> number(i) + "N").collect(Collectors.joining());
    }

    /** Each has one member, of the name that is remembered. */
    private static String maps(int count) {
        return IntStream.range(2, count).mapToObj(i -> number(i) + "}h\0Ns").collect(Collectors.joining());
    }

    private static String number(int number) {
        return "J" + (char) (number & 0xFF) + (char) (number >> 8 & 0xFF) + (char) (number >> 16) + "\0";
    }

    @Test
    void moreThanItsMeasureIsRefused() throws IOException {
        Map<String, byte[]> entries = entries("resnet20.pt");

        assertThatExceptionOfType(TooLargeException.class)
                .isThrownBy(() -> importer.unpack(resource("resnet20.pt"), unpacked, 100_000));
        assertThat(isRefused(write(entries, ZipEntry.DEFLATED))).isTrue();
        assertThat(unpacked).doesNotExist();
    }

    private Path write(Map<String, byte[]> entries) throws IOException {
        return write(entries, ZipEntry.STORED);
    }

    private Path write(Map<String, byte[]> entries, int method) throws IOException {
        Path file = folder.resolve("file.pt");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(header(entry.getKey(), entry.getValue(), method));
                zip.write(entry.getValue());
            }
        }
        return file;
    }

    private static ZipEntry header(String name, byte[] content, int method) {
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(method);
        if (method == ZipEntry.STORED) {
            CRC32 checksum = new CRC32();
            checksum.update(content);
            entry.setSize(content.length);
            entry.setCrc(checksum.getValue());
        }
        return entry;
    }

    private static Path resource(String name) {
        return Path.of("src/test/resources/parity", name);
    }

    private static Map<String, byte[]> entries(String name) throws IOException {
        Map<String, byte[]> entries = new HashMap<>();
        try (ZipFile zip = new ZipFile(resource(name).toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                entries.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        }
        return entries;
    }
}
