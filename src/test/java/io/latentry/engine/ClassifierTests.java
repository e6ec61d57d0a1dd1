package io.latentry.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.latentry.model.ElementType;
import io.latentry.model.ItemShape;
import io.latentry.model.TrainingResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClassifierTests extends MethodContract {

    @Override
    String method() {
        return "classifier";
    }

    @Override
    void assertGood(TrainingResult result) {
        assertThat(result.history().get(39).train().get("accuracy")).isGreaterThan(0.65);
        assertThat(result.metrics().get("test.accuracy")).isGreaterThan(0.55);
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
