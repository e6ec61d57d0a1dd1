package io.latentry.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.latentry.model.Classifier;
import io.latentry.model.ElementType;
import io.latentry.model.ItemShape;
import io.latentry.model.Items;
import io.latentry.model.Network;
import io.latentry.model.Tensor;
import io.latentry.model.TrainingResult;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClassifierTests extends GradientContract {

    @Override
    String method() {
        return "classifier";
    }

    @Override
    void assertMeasured(TrainingResult result, Network network, Tensor items, Items test) {
        Tensor probabilities = network.as(Classifier.class).orElseThrow().classify(items);
        int right = 0;
        for (int i = 0; i < items.rows(); i++) {
            FloatBuffer row = probabilities.row(i);
            if ((row.get(1) > row.get(0) ? 1 : 0) == test.label(i)) {
                right++;
            }
        }
        assertThat((double) right / items.rows()).isEqualTo(result.metrics().get("test.accuracy"), within(1e-6));
    }

    @Override
    void assertGood(TrainingResult result) {
        assertThat(result.history().get(39).train().get("accuracy")).isGreaterThan(0.65);
        assertThat(result.metrics().get("test.accuracy")).isGreaterThan(0.55);
    }

    @Test
    void refusesStridesOfPublishedNetworks() {
        assertRefused(
                "hyperparameters.strides",
                ItemShape.image(1, 32, 32),
                Map.of("architecture", "resnet20", "strides", List.of(1, 1)));
    }

    @Test
    void aPublishedNetworkResumesWithTheSameBits() throws IOException {
        Case kind = new Case("resnet20", ItemShape.image(1, 8, 8), ElementType.UINT8, List.of());
        Map<String, Object> settings = Map.of(
                "epochs", 2, "schedule", "one-cycle", "crop", 1, "flip", true, "colour", 0.2, "labelSmoothing", 0.1);
        Path whole = newFolder();
        QuietMonitor patient = QuietMonitor.patient();
        train(kind, settings, 1, whole, patient);

        for (int chunk = 1; chunk < patient.chunks(); chunk++) {
            assertThat(interrupted(kind, settings, chunk))
                    .as("after chunk %d", chunk)
                    .isEqualTo(bytes(whole));
        }
    }
}
