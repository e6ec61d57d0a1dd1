package io.latentry.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.latentry.core.error.TrainingFailedException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunPositionTests {

    private final RunPosition position = new RunPosition(2, 1, List.of("loss", "kl"), "advice");

    @BeforeEach
    void train() {
        position.advance(1, 10, new double[] {20, 10});
    }

    @ParameterizedTest
    @CsvSource({
        "NaN, 1, loss-not-finite",
        "Infinity, 1, loss-not-finite",
        "2, NaN, loss-not-finite",
        "2, Infinity, loss-not-finite",
        "1e12, 1, loss-exploded"
    })
    void aValidationLossThatIsNoneEndsTheRunWithAReason(double loss, double kl, String code) {
        assertThatExceptionOfType(TrainingFailedException.class)
                .isThrownBy(() -> position.endEpoch(Map.of("loss", loss, "kl", kl), 0.1, 0))
                .withMessageContaining("validation")
                .satisfies(e -> assertThat(e.code()).isEqualTo(code));
        assertThatExceptionOfType(TrainingFailedException.class)
                .isThrownBy(() -> position.check("test", Map.of("loss", loss, "kl", kl)))
                .withMessageContaining("test");
    }

    @Test
    void othersDoNot() {
        assertThat(position.endEpoch(Map.of("loss", 2.5, "kl", 1e6), 0.1, 0).best())
                .isTrue();
        position.check("test", Map.of());
        assertThat(position.bestEpoch()).isOne();
        assertThat(position.finished()).isFalse();
    }
}
