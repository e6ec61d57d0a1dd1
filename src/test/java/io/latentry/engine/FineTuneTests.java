package io.latentry.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.latentry.engine.family.Family;
import io.latentry.model.ElementType;
import io.latentry.model.FineTuning;
import io.latentry.model.ItemShape;
import io.latentry.model.ModelConfig;
import io.latentry.model.Tensor;
import io.latentry.model.TrainingResult;
import io.latentry.model.Transfer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks that begin with others' weights. */
class FineTuneTests extends FineTuneKit {

    @ParameterizedTest
    @CsvSource({
        "classifier, mlp, image",
        "classifier, mlp, vector",
        "classifier, conv, image",
        "classifier, resnet20, image",
        "autoencoder, mlp, image",
        "autoencoder, conv, image",
        "autoencoder, mlp, vector",
        "denoising-autoencoder, mlp, image",
        "denoising-autoencoder, conv, image",
        "denoising-autoencoder, mlp, vector",
        "vae, mlp, image",
        "vae, conv, image",
        "vae, mlp, vector"
    })
    void aFrozenEncoderGivesTheSameCodesUnderANewHead(String method, String architecture, String kind)
            throws IOException {
        ItemShape shape = kind.equals("image") ? IMAGE : VECTOR;
        Trained parent = train(method, shape, Map.of("architecture", architecture, "hidden", hidden(architecture)));
        byte[] before = Files.readAllBytes(parent.weights().get(0));

        Trained child = fineTune(parent, Transfer.ALL, Map.of("epochs", 5), QuietMonitor.patient());

        assertThat(names(child.weights().get(1))).allMatch(name -> name.matches("(head|fc)\\.(weight|bias)"));
        assertThat(Files.readAllBytes(parent.weights().get(0))).isEqualTo(before);
        Tensor items = MemoryItems.waves(shape, type(shape), 12, 4).tensor(12);
        Tensor codes = encode(parent, items);
        assertThat(encode(child, items).toArray())
                .containsExactly(codes.reshape(encode(child, items).shape()).toArray(), within(1e-6f));
    }

    private static List<Integer> hidden(String architecture) {
        return switch (architecture) {
            case "mlp" -> List.of(12);
            case "conv" -> List.of(4, 6);
            default -> List.of();
        };
    }

    @Test
    void partlyFrozenLayersStayAsTheyAreAndOthersDoNot() throws IOException {
        Trained parent = train("classifier", IMAGE, Map.of("architecture", "resnet20"));

        Trained child = fineTune(parent, "layer2", Map.of("epochs", 2), QuietMonitor.patient());

        assertThat(names(child.weights().get(1)))
                .contains("layer3.0.conv1.weight", "layer3.2.bn2.running_var", "fc.weight")
                .noneMatch(name -> name.startsWith("layer2") || name.startsWith("bn1"));
        assertThat(tensor(child.weights().get(1), "layer3.0.conv1.weight"))
                .isNotEqualTo(tensor(parent.weights().get(0), "layer3.0.conv1.weight"));
        assertThat(tensor(child.weights().get(1), "layer3.2.bn2.running_var"))
                .isNotEqualTo(tensor(parent.weights().get(0), "layer3.2.bn2.running_var"));
        Tensor items = MemoryItems.waves(IMAGE, ElementType.UINT8, 3, 4).tensor(3);
        assertThat(classify(child, items).shape()).containsExactly(3, 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {Transfer.ALL, "layer2", Transfer.NONE})
    void aChildTellsOtherClassesApartThanItsParent(String freeze) {
        Map<String, Object> settings = Map.of("architecture", "resnet20", "epochs", 1);
        ModelConfig three = Family.of("classifier").plan(facts(IMAGE, "slow", "fast", "still"), settings);
        Trained parent = run(three, null, "", QuietMonitor.patient(), newFolder());

        Trained child = fineTune(parent, freeze, Map.of("epochs", 1), QuietMonitor.patient());

        Tensor items = MemoryItems.waves(IMAGE, ElementType.UINT8, 3, 4).tensor(3);
        assertThat(classify(parent, items).shape()).containsExactly(3, 3);
        assertThat(classify(child, items).shape()).containsExactly(3, 2);
        Path alone = folder.resolve("alone.safetensors");
        try (TorchNetworkLoader loader = loader()) {
            loader.merge(child.config(), child.weights(), alone);
        }
        assertThat(classify(new Trained(child.config(), List.of(alone), child.result()), items)
                        .toArray())
                .isEqualTo(classify(child, items).toArray());
    }

    @Test
    void anUnfrozenNetworkStandsAlone() throws IOException {
        Trained parent = train("classifier", IMAGE, Map.of("architecture", "conv", "hidden", List.of(4)));

        Trained child = fineTune(parent, Transfer.NONE, Map.of("epochs", 1), QuietMonitor.patient());

        assertThat(names(child.weights().get(1)))
                .containsAll(names(parent.weights().get(0)));
        assertThat(tensor(child.weights().get(1), "encoder.0.weight"))
                .isNotEqualTo(tensor(parent.weights().get(0), "encoder.0.weight"));
    }

    @Test
    void continuesWhereTheParentEnded() {
        Trained parent = train("vae", VECTOR, Map.of("hidden", List.of(12), "epochs", 60, "learningRate", 0.01));
        ModelConfig config = plans.plan(
                parent.config(), FineTuning.CONTINUE, Transfer.NONE, facts(VECTOR), Map.of("epochs", 1, "patience", 0));
        TrainingResult result = run(config, parent, Transfer.NONE, QuietMonitor.patient(), newFolder())
                .result();

        double ended = parent.result().metrics().get("train.loss");
        double began = parent.result().history().get(0).train().get("loss");
        assertThat(result.history().get(0).train().get("loss")).isLessThan((ended + began) / 2);
    }
}
