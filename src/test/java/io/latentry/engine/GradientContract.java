package io.latentry.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.latentry.engine.family.Family;
import io.latentry.model.ElementType;
import io.latentry.model.ItemShape;
import io.latentry.model.ModelConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every method that learns by gradients must do, too. */
abstract class GradientContract extends MethodContract {

    private static final Map<String, Object> HALF = Map.of("precision", "bfloat16", "epochs", 10);

    /** Numbers of 8 bits differ by up to 1/256 from what they stand for; steps that follow each other add to that. */
    private static final double ROUNDING = 0.02;

    /** So few and small steps that the two runs have not parted yet. */
    @ParameterizedTest
    @MethodSource("cases")
    void stepsInBfloat16AreNearThoseInFloat32(Case kind) throws IOException {
        Path half = newFolder();
        Path full = newFolder();
        double rounded = train(kind, Map.of("precision", "bfloat16", "epochs", 2), 1, half)
                .metrics()
                .get("train.loss");
        double exact = train(kind, Map.of("epochs", 2), 1, full).metrics().get("train.loss");

        assertThat(rounded).isNotEqualTo(exact).isCloseTo(exact, within(ROUNDING * Math.abs(exact)));
        assertThat(bytes(half)).isNotEqualTo(bytes(full));
    }

    @Test
    void resumesWithTheSameBitsInBfloat16() throws IOException {
        for (Case kind : List.of(cases().get(0), cases().get(3))) {
            Path whole = newFolder();
            QuietMonitor patient = QuietMonitor.patient();
            train(kind, HALF, 1, whole, patient);

            for (int chunk : List.of(1, patient.chunks() / 2, patient.chunks() - 1)) {
                assertThat(interrupted(kind, HALF, chunk))
                        .as("after chunk %d", chunk)
                        .isEqualTo(bytes(whole));
            }
        }
    }

    /** What a request leaves to the processor is written down. */
    @Test
    void aConfigurationTellsThePrecision() {
        Case kind = cases().get(0);

        assertThat(config(waves(kind), "mlp", Map.of("precision", "auto")).hyperparameters())
                .extractingByKey("precision")
                .isIn("float32", "bfloat16");
    }

    @ParameterizedTest
    @ValueSource(strings = {"float16", "AUTO", "double"})
    void refusesUnknownPrecisions(String precision) {
        assertRefused("hyperparameters.precision", ItemShape.vector(6), Map.of("precision", precision));
    }

    @Test
    void refusesStridesThatAreNotOfTheConvolutions() {
        ItemShape shape = ItemShape.image(1, 8, 8);

        assertRefused("hyperparameters.strides", shape, Map.of("hidden", List.of(4), "strides", List.of(1)));
        Map<String, Object> conv = Map.of("architecture", "conv", "hidden", List.of(4, 4));
        assertRefused("hyperparameters.strides", shape, with(conv, List.of(1)));
        assertRefused("hyperparameters.strides", shape, with(conv, List.of(1, 3)));
        assertRefused("hyperparameters.hidden", ItemShape.image(1, 2, 2), with(conv, List.of(2, 2)));
    }

    /** A layer's results for all items that are computed at once are bounded, however wide it is. */
    @Test
    void computesFewerItemsAtOnceWhereLayersAreWide() {
        MemoryItems items = MemoryItems.waves(ItemShape.image(1, 28, 28), ElementType.UINT8, 20, 9);
        Map<String, Object> wide = Map.of("hidden", List.of(512), "strides", List.of(1));
        Map<String, Object> narrow = Map.of("hidden", List.of(8), "strides", List.of(1));

        assertThat(mostItems(config(items, "conv", wide))).isEqualTo((1 << 23) / (512 * 28 * 28));
        assertThat(mostItems(config(items, "conv", narrow))).isEqualTo(256);
    }

    private static int mostItems(ModelConfig config) {
        return Family.of(config.method()).served(config).mostItems();
    }

    private static Map<String, Object> with(Map<String, Object> settings, List<Integer> strides) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put("strides", strides);
        return all;
    }
}
