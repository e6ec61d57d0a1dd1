package io.latentry.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.latentry.core.error.InvalidInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafeTensorsTests {

    @TempDir
    Path folder;

    @Test
    void whatIsWrittenIsReadBack() {
        Path file = folder.resolve("a.safetensors");

        SafeTensorsWriter.write(file, Map.of("step", "7"), tensors());

        try (SafeTensorsReader reader = SafeTensorsReader.open(file)) {
            assertThat(reader.metadata()).containsExactly(Map.entry("step", "7"));
            assertThat(reader.entries()).containsOnlyKeys("count", "flags", "weight", "none");
            assertThat(reader.entries().get("weight").shape()).containsExactly(2L, 2L);
            ByteBuffer weight = reader.bytes("weight");
            assertThat(weight.isDirect()).isTrue();
            assertThat(weight.getFloat()).isEqualTo(1.5f);
            assertThat(weight.getFloat()).isEqualTo(-2f);
            assertThat(reader.bytes("count").getLong()).isEqualTo(Long.MIN_VALUE);
            assertThat(reader.bytes("flags").remaining()).isEqualTo(3);
            assertThat(reader.bytes("none").remaining()).isZero();
        }
    }

    @Test
    void equalContentsGiveEqualBytesWithEveryTensorAligned() throws IOException {
        Map<String, SafeTensorsWriter.Entry> reversed = new LinkedHashMap<>();
        List.of("weight", "none", "flags", "count")
                .forEach(name -> reversed.put(name, tensors().get(name)));
        SafeTensorsWriter.write(folder.resolve("a"), Map.of("a", "1", "b", "2"), tensors());
        SafeTensorsWriter.write(folder.resolve("b"), new LinkedHashMap<>(Map.of("b", "2", "a", "1")), reversed);

        assertThat(folder.resolve("a")).hasSameBinaryContentAs(folder.resolve("b"));
        try (SafeTensorsReader reader = SafeTensorsReader.open(folder.resolve("a"))) {
            assertThat(reader.entries().values())
                    .allSatisfy(entry ->
                            assertThat(entry.begin() % entry.type().bytes()).isZero());
        }
        assertThat(ByteBuffer.wrap(Files.readAllBytes(folder.resolve("a")))
                                .order(ByteOrder.LITTLE_ENDIAN)
                                .getLong()
                        % 8)
                .isZero();
    }

    @Test
    void replacesAnOlderFileAndLeavesNoOther() throws IOException {
        Path file = Files.writeString(folder.resolve("a"), "older");

        SafeTensorsWriter.write(file, Map.of(), tensors());

        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
        SafeTensorsReader.open(file).close();
    }

    @Test
    void entryMustHaveTheBytesOfItsShape() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SafeTensorsWriter.Entry.of(StoredType.F32, ByteBuffer.allocate(12), 2, 2));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            []                                                                        | 0 | not a JSON object
            ` {}`                                                                     | 0 | not a JSON object
            {                                                                         | 0 | not valid JSON
            {}{}                                                                      | 0 | something else
            {"a":1}                                                                   | 0 | something else
            {"__metadata__":{"a":1}}                                                  | 0 | something else
            {"__metadata__":{"a":"1","a":"2"}}                                        | 0 | not valid JSON
            {"a":{"dtype":"F32","shape":[[1]],"data_offsets":[0,4]}}                  | 4 | not valid JSON
            {"a":{"dtype":"F32","shape":[1]}}                                         | 4 | needs dtype
            {"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4,4]}}                  | 4 | needs dtype
            {"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"x":1}}              | 4 | unknown field
            {"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"shape":[1]}}        | 4 | not valid JSON
            {"a":{"dtype":"F32","shape":[1.0],"data_offsets":[0,4]}}                  | 4 | something else
            {"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}                   | 4 | negative
            {"a":{"dtype":"F32","shape":[1],"data_offsets":[-4,0]}}                   | 4 | negative
            {"a":{"dtype":"F32","shape":[99999999999999999999],"data_offsets":[0,4]}} | 4 | not valid JSON
            {"a":{"dtype":"F32","shape":[4611686018427387904,2],"data_offsets":[0,0]}}| 0 | beyond all bounds
            {"a":{"dtype":"F32","shape":[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1],"data_offsets":[0,4]}} | 4 | dimensions
            {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}                    | 4 | shape of 8 bytes
            {"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}                    | 4 | shape of 4 bytes
            {"a":{"dtype":"U16","shape":[2],"data_offsets":[0,4]}}                    | 4 | is of type 'U16'
            {"a":{"dtype":"f32","shape":[1],"data_offsets":[0,4]}}                    | 4 | is of type 'f32'
            {"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}                    | 5 | take 4 bytes, but 5
            {"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}                    | 3 | take 4 bytes, but 3
            {"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}                    | 8 | gap or overlap at byte 0
            {"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}} | 4 | gap or overlap
            {"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},"b":{"dtype":"U8","shape":[4],"data_offsets":[2,6]}}   | 6 | gap or overlap
            {"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},"a":{"dtype":"U8","shape":[4],"data_offsets":[4,8]}}   | 8 | not valid JSON
            """)
    void refusesForgedHeaders(String header, int dataSize, String message) throws IOException {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);

        assertRefused(file(json.length, json, dataSize), message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            3                    | longer than the file
            4194304              | longer than the file
            4194305              | longer than 4194304
            9223372036854775807  | longer than 4194304
            -1                   | longer than 4194304
            0                    | not a JSON object
            """)
    void refusesForgedHeaderLengths(long length, String message) throws IOException {
        assertRefused(file(length, new byte[] {'{', '}'}, 0), message);
    }

    @Test
    void refusesFilesWithoutRoomForALength() throws IOException {
        assertRefused(Files.write(folder.resolve("short"), new byte[7]), "only 7 bytes");
        assertRefused(Files.write(folder.resolve("empty"), new byte[0]), "only 0 bytes");
    }

    @Test
    void acceptsTheFormatsOwnSmallestFile() throws IOException {
        byte[] json = "{}      ".getBytes(StandardCharsets.UTF_8);

        try (SafeTensorsReader reader = SafeTensorsReader.open(file(json.length, json, 0))) {
            assertThat(reader.entries()).isEmpty();
        }
    }

    private Path file(long length, byte[] json, int dataSize) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(8 + json.length + dataSize).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(length).put(json);
        return Files.write(folder.resolve("forged"), bytes.array());
    }

    private static void assertRefused(Path file, String message) {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> SafeTensorsReader.open(file))
                .withMessageContaining(message)
                .satisfies(e -> assertThat(e.code()).isEqualTo("invalid-safetensors"));
    }

    private static Map<String, SafeTensorsWriter.Entry> tensors() {
        return Map.of(
                "weight", SafeTensorsWriter.Entry.of(StoredType.F32, floats(1.5f, -2, 3, 4), 2, 2),
                "flags", SafeTensorsWriter.Entry.of(StoredType.U8, ByteBuffer.wrap(new byte[] {1, 2, 3}), 3),
                "count",
                        SafeTensorsWriter.Entry.of(
                                StoredType.I64,
                                ByteBuffer.allocate(8).putLong(128).flip()),
                "none", SafeTensorsWriter.Entry.of(StoredType.F32, ByteBuffer.allocate(0), 0, 5));
    }

    private static ByteBuffer floats(float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            bytes.putFloat(value);
        }
        return bytes.flip();
    }
}
