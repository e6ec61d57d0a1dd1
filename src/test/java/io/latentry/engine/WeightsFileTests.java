package io.latentry.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.latentry.core.error.InvalidInputException;
import io.latentry.engine.layer.Initial;
import io.latentry.engine.layer.Parameter;
import io.latentry.model.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class WeightsFileTests {

    private static final List<Parameter> PARAMETERS = List.of(
            new Parameter("encoder.0.weight", List.of(1, 2), Initial.ZEROS),
            new Parameter("encoder.0.bias", List.of(1), Initial.ZEROS));

    @TempDir
    Path folder;

    @Test
    void loadsInTheOrderOfTheParametersAndNeedsTheFileNoMore() throws Exception {
        Path file =
                file(Map.of("encoder.0.weight", entry(List.of(1L, 2L), 1, 2), "encoder.0.bias", entry(List.of(1L), 3)));
        try (NDManager manager = TorchRuntime.start(1).newManager()) {
            NDList weights = WeightsFile.load(List.of(file), PARAMETERS, manager);
            Files.write(file, new byte[0]);

            assertThat(weights.get(0).toFloatArray()).containsExactly(1, 2);
            assertThat(weights.get(0).getShape().getShape()).containsExactly(1, 2);
            assertThat(weights.get(1).toFloatArray()).containsExactly(3);
            assertThat(manager.getManagedArrays()).hasSize(2);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void keepsNoFileMapped() throws Exception {
        Path file =
                file(Map.of("encoder.0.weight", entry(List.of(1L, 2L), 1, 2), "encoder.0.bias", entry(List.of(1L), 3)));
        try (NDManager manager = TorchRuntime.start(1).newManager()) {
            WeightsFile.load(List.of(file), PARAMETERS, manager);
            Tensor bias = WeightsFile.read(List.of(file), PARAMETERS.get(1));

            assertThat(bias.values().get(0)).isEqualTo(3);
            assertThat(Files.readString(Path.of("/proc/self/maps"))).doesNotContain(folder.toString());
        }
    }

    @Test
    void verifiesWhatFits() {
        WeightsFile.verify(
                file(Map.of("encoder.0.weight", entry(List.of(1L, 2L), 1, 2), "encoder.0.bias", entry(List.of(1L), 3))),
                PARAMETERS);
    }

    @Test
    void refusesWhatDoesNotFit() {
        assertRefused(Map.of(), "lacks 'encoder.0.weight'");
        assertRefused(Map.of("decoder.0.bias", entry(List.of(1L), 1)), "'decoder.0.bias' is no part");
        assertRefused(Map.of("encoder.0.bias", entry(List.of(1L, 1L), 1)), "F32 of the shape [1]");
        assertRefused(
                Map.of("encoder.0.bias", SafeTensorsWriter.Entry.of(StoredType.F64, ByteBuffer.allocate(8), 1)),
                "F32 of the shape [1]");
        assertRefused(Map.of("encoder.0.bias", entry(List.of(1L), Float.NaN)), "not finite");
        assertRefused(Map.of("encoder.0.bias", entry(List.of(1L), Float.NEGATIVE_INFINITY)), "not finite");
    }

    /** Refused with these entries instead of, or on top of, good ones; without any if there are none. */
    private void assertRefused(Map<String, SafeTensorsWriter.Entry> entries, String message) {
        Map<String, SafeTensorsWriter.Entry> tensors = new HashMap<>();
        if (!entries.isEmpty()) {
            tensors.put("encoder.0.weight", entry(List.of(1L, 2L), 1, 2));
            tensors.put("encoder.0.bias", entry(List.of(1L), 3));
            tensors.putAll(entries);
        }
        Path file = file(tensors);
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> WeightsFile.verify(file, PARAMETERS))
                .withMessageContaining(message);
    }

    private Path file(Map<String, SafeTensorsWriter.Entry> tensors) {
        Path file = folder.resolve("model.safetensors");
        SafeTensorsWriter.write(file, Map.of(), tensors);
        return file;
    }

    private static SafeTensorsWriter.Entry entry(List<Long> shape, float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return new SafeTensorsWriter.Entry(StoredType.F32, shape, bytes);
    }
}
