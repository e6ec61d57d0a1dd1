package io.latentry.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.latentry.engine.family.Family;
import io.latentry.engine.layer.Parameter;
import io.latentry.model.ElementType;
import io.latentry.model.Hyperparameters;
import io.latentry.model.ItemShape;
import io.latentry.model.ModelConfig;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The published networks have the parameters that others publish for them. */
class BackbonesTests {

    /**
     * The number of parameters is what torchvision's documentation gives; the hash, of all arrays' names and shapes, was
     * compared with the state dicts of torchvision 0.14.1.
     */
    @ParameterizedTest
    @CsvSource({
        "resnet18, 11689512, 8574a6641fbca1ee",
        "resnet34, 21797672, d28e2b05152fe8cb",
        "resnet50, 25557032, b45d26910a415c43",
        "vgg11, 132863336, e14039349bc69074",
        "vgg11_bn, 132868840, eb573b2e905c2b51",
        "vgg13, 133047848, 77cc904516b4b39c",
        "vgg13_bn, 133053736, 06fd4cf8f13cf5e4",
        "vgg16, 138357544, 32c9f6d73e86d14d",
        "vgg16_bn, 138365992, 059a9c80fc508d1a",
        "vgg19, 143667240, 9192569ac3c6d31b",
        "vgg19_bn, 143678248, 602048a9f13c8227",
        "densenet121, 7978856, 2c41ffdd0a0cfcea",
        "densenet169, 14149480, 60a321c72ab8d775",
        "densenet201, 20013928, 594fe57500013c0a"
    })
    void parametersAreThoseOfTorchvision(String name, long parameters, String hash) throws Exception {
        ModelConfig config = Backbones.config(name, ItemShape.image(3, 224, 224), 1000);

        assertThat(config.parameters()).isEqualTo(parameters);
        assertThat(hash(config)).isEqualTo(hash);
    }

    /** As {@code src/test/python/backbones.py names} gives them. */
    @ParameterizedTest
    @CsvSource({
        "resnet20, 269722, 8dc8cfc170ad47cb",
        "resnet32, 464154, e82cce72e0a998f1",
        "resnet44, 658586, 2746c447eba764cd",
        "resnet56, 853018, 7a64d60e4a7cd751"
    })
    void parametersOfSmallNetworksAreThoseOfTheReference(String name, long parameters, String hash) throws Exception {
        ModelConfig config = Backbones.config(name, ItemShape.image(3, 32, 32), 10);

        assertThat(config.parameters()).isEqualTo(parameters);
        assertThat(hash(config)).isEqualTo(hash);
    }

    private static String hash(ModelConfig config) throws NoSuchAlgorithmException {
        String lines = Backbones.arrays(config).stream()
                .sorted(Comparator.comparing(Parameter::name))
                .map(BackbonesTests::line)
                .collect(Collectors.joining());
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(lines.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(hash, 0, 8);
    }

    private static String line(Parameter parameter) {
        return parameter.shape().stream()
                .map(String::valueOf)
                .collect(Collectors.joining("x", parameter.name() + " ", "\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"resnet20", "resnet18", "vgg11", "vgg11_bn", "densenet121"})
    void trainingProgramsCompile(String name) {
        ModelConfig config = Backbones.config(name, ItemShape.image(3, 64, 64), 10);
        Family family = Family.of("classifier");
        String source = TrainingProgram.source(
                family.network(config),
                Hyperparameters.restore(family.hyperparameters(), config.hyperparameters()),
                ElementType.UINT8);
        TorchProgram.load(TorchRuntime.start(1), source).close();
    }
}
