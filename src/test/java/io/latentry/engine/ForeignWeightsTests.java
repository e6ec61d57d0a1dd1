package io.latentry.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.latentry.core.error.InvalidInputException;
import io.latentry.engine.SafeTensorsWriter.Entry;
import io.latentry.engine.family.Classifier;
import io.latentry.engine.family.backbone.Backbone;
import io.latentry.engine.layer.Parameter;
import io.latentry.model.ModelConfig;
import io.latentry.model.Preprocessing;
import io.latentry.model.WeightsImporter.Description;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ForeignWeightsTests {

    private static final Preprocessing SMALL = new Preprocessing(3, 32, 32, 32, "bilinear", triple(0.5), triple(0.5));

    private final ForeignWeights importer = new ForeignWeights();

    @TempDir
    Path folder;

    private static List<Double> triple(double value) {
        return Collections.nCopies(3, value);
    }

    @ParameterizedTest
    @EnumSource(names = {"F32", "F16", "BF16"})
    void widensEveryFloatingType(StoredType type) {
        Map<String, Entry> tensors = tensors("resnet20", 10, type);
        tensors.put("bn1.num_batches_tracked", Entry.of(StoredType.I64, ByteBuffer.allocate(8)));

        ModelConfig config = convert("resnet20", tensors);

        assertThat(config.classes()).hasSize(10).startsWith("0", "1");
        assertThat(config.capabilities()).containsExactly("classify", "encode");
        assertThat(config.itemShape()).containsExactly(3, 32, 32);
        FloatBuffer weights = read("layer2.0.conv1.weight");
        for (int i = 0; i < weights.limit(); i++) {
            assertThat(weights.get(i)).isCloseTo(value(i), within(type == StoredType.F32 ? 0 : 0.004f));
        }
    }

    @Test
    void aFileWithoutHeadOnlyEncodes() {
        Map<String, Entry> tensors = tensors("resnet20", 10, StoredType.F32);
        tensors.keySet().removeIf(name -> name.startsWith("fc."));

        ModelConfig config = convert("resnet20", tensors);

        assertThat(config.capabilities()).containsExactly("encode");
        assertThat(config.classes()).isEmpty();
    }

    @Test
    void aGreyStemMakesAGreyInput() {
        Map<String, Entry> tensors = tensors("resnet20", 10, StoredType.F32);
        tensors.put("conv1.weight", entry(StoredType.F32, 16, 1, 3, 3));

        assertThat(convert("resnet20", tensors).itemShape()).containsExactly(1, 32, 32);
    }

    @ParameterizedTest
    @CsvSource({
        "vgg11, pre_logits.fc1.weight, classifier.0.weight",
        "vgg16_bn, pre_logits.fc2.bias, classifier.3.bias",
        "vgg11, head.fc.weight, classifier.6.weight",
        "vgg11, features.0.weight, features.0.weight",
        "resnet18, resnet.embedder.embedder.convolution.weight, conv1.weight",
        "resnet18, resnet.embedder.embedder.normalization.running_var, bn1.running_var",
        "resnet18, resnet.encoder.stages.1.layers.0.shortcut.convolution.weight, layer2.0.downsample.0.weight",
        "resnet18, resnet.encoder.stages.1.layers.0.shortcut.normalization.bias, layer2.0.downsample.1.bias",
        "resnet50, resnet.encoder.stages.3.layers.2.layer.2.convolution.weight, layer4.2.conv3.weight",
        "resnet50, resnet.encoder.stages.0.layers.1.layer.0.normalization.running_mean, layer1.1.bn1.running_mean",
        "resnet18, classifier.1.bias, fc.bias",
        "densenet121, classifier.weight, classifier.weight"
    })
    void knowsThePublishersNames(String architecture, String published, String own) {
        assertThat(Backbone.of(architecture).orElseThrow().ownName(published)).isEqualTo(own);
    }

    @Test
    void refusesTensorsThatDoNotFitByName() {
        refuses("fc.weight", tensors -> tensors.remove("fc.weight"));
        refuses("layer1.0.conv1.weight", tensors -> tensors.remove("layer1.0.conv1.weight"));
        refuses("extra", tensors -> tensors.put("extra", entry(StoredType.F32, 3)));
        refuses("bn1.bias", tensors -> tensors.put("bn1.bias", entry(StoredType.F32, 17)));
        refuses("conv1.weight", tensors -> tensors.put("conv1.weight", entry(StoredType.F32, 16, 2, 3, 3)));
        refuses("conv1.weight", tensors -> tensors.put("conv1.weight", entry(StoredType.F32, 3, 16, 3, 3)));
        refuses(
                "layer1.0.conv1.weight",
                tensors -> tensors.put("layer1.0.conv1.weight", entry(StoredType.F32, 16, 3, 3, 16)));
        refuses(
                "layer1.0.conv1.weight",
                tensors -> tensors.put("layer1.0.conv1.weight", entry(StoredType.F32, 16, 144)));
        refuses("bn1.bias", tensors -> tensors.put("bn1.bias", entry(StoredType.F64, 16)));
        refuses("bn1.bias", tensors -> tensors.put("bn1.bias", notFinite()));
        refuses("architecture", tensors -> {}, "resnet21");
        assertThat(folder.resolve("converted.safetensors")).doesNotExist();
    }

    private static Entry notFinite() {
        ByteBuffer values = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        values.putFloat(20, Float.POSITIVE_INFINITY);
        return Entry.of(StoredType.F32, values, 16);
    }

    @Test
    void halvesAreWidenedExactly() {
        assertThat(Widening.ofHalf((short) 0x3c00)).isEqualTo(1);
        assertThat(Widening.ofHalf((short) 0xc000)).isEqualTo(-2);
        assertThat(Widening.ofHalf((short) 0x7bff)).isEqualTo(65504);
        assertThat(Widening.ofHalf((short) 0x0001)).isEqualTo(0x1p-24f);
        assertThat(Widening.ofHalf((short) 0x0400)).isEqualTo(0x1p-14f);
        assertThat(Widening.ofHalf((short) 0x7c00)).isInfinite();
        assertThat(Widening.ofHalf((short) 0x7e00)).isNaN();
        assertThat(Widening.ofHalf((short) 0x8000)).isEqualTo(-0f);
    }

    private void refuses(String tensor, Consumer<Map<String, Entry>> change) {
        refuses(tensor, change, "resnet20");
    }

    private void refuses(String tensor, Consumer<Map<String, Entry>> change, String architecture) {
        Map<String, Entry> tensors = tensors("resnet20", 10, StoredType.F32);
        change.accept(tensors);
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> convert(architecture, tensors))
                .satisfies(e -> assertThat(e.errors()).extracting("field").contains(tensor));
        assertThat(folder.resolve("converted.safetensors")).doesNotExist();
    }

    private ModelConfig convert(String architecture, Map<String, Entry> tensors) {
        Path source = folder.resolve("published.safetensors");
        SafeTensorsWriter.write(source, Map.of(), tensors);
        return importer.convert(
                new Description(architecture, List.of(), SMALL), source, folder.resolve("converted.safetensors"));
    }

    private Map<String, Entry> tensors(String architecture, int classes, StoredType type) {
        List<String> names = Collections.nCopies(classes, "x");
        ModelConfig config = new Classifier().imported(architecture, names, SMALL);
        Map<String, Entry> tensors = new TreeMap<>();
        for (Parameter parameter : new Classifier().served(config).arrays()) {
            tensors.put(
                    parameter.name(),
                    entry(
                            type,
                            parameter.shape().stream().mapToInt(size -> size).toArray()));
        }
        return tensors;
    }

    private static Entry entry(StoredType type, int... shape) {
        int count = 1;
        for (int size : shape) {
            count *= size;
        }
        ByteBuffer values = ByteBuffer.allocate(count * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count; i++) {
            switch (type) {
                case F32 -> values.putFloat(value(i));
                case BF16 -> values.putShort((short) (Float.floatToIntBits(value(i)) >>> 16));
                case F16 -> values.putShort(half(value(i)));
                default -> values.putDouble(value(i));
            }
        }
        List<Long> sizes = Arrays.stream(shape).asLongStream().boxed().toList();
        return new Entry(type, sizes, values.flip());
    }

    private static float value(int i) {
        return (i % 13 - 6) / 8f;
    }

    /** Exact for the few numbers here. */
    private static short half(float value) {
        int bits = Float.floatToIntBits(value);
        int exponent = ((bits >>> 23) & 0xff) - 127 + 15;
        return value == 0 ? 0 : (short) (((bits >>> 16) & 0x8000) | (exponent << 10) | ((bits >>> 13) & 0x3ff));
    }

    private FloatBuffer read(String name) {
        Path file = folder.resolve("converted.safetensors");
        assertThat(Files.exists(file)).isTrue();
        try (SafeTensorsReader reader = SafeTensorsReader.open(file)) {
            return reader.bytes(name).asFloatBuffer();
        }
    }
}
