package io.latentry.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.latentry.model.FineTuning;
import io.latentry.model.ImpossibleException;
import io.latentry.model.InvalidInputException;
import io.latentry.model.ItemShape;
import io.latentry.model.Transfer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What cannot be fine-tuned, and which settings cannot be changed. */
class FineTunePlanTests extends FineTuneKit {

    @Test
    void refusesPicturesThatGrowBeyondAllBounds() {
        Trained parent = train("classifier", IMAGE, Map.of("hidden", List.of(12)));

        assertThatExceptionOfType(ImpossibleException.class)
                .isThrownBy(() -> plans.plan(
                        parent.config(),
                        FineTuning.CLASSIFY,
                        Transfer.ALL,
                        facts(ItemShape.image(1, 1, 9_000_000)),
                        Map.of()));
    }

    @Test
    void refusesWhatCannotBeChangedOrDone() {
        Trained vae = train("vae", IMAGE, Map.of("hidden", List.of(12)));
        Trained classifier = train("classifier", IMAGE, Map.of("hidden", List.of(12)));

        refuses(
                InvalidInputException.class,
                "hidden",
                vae,
                FineTuning.CONTINUE,
                Transfer.NONE,
                Map.of("hidden", List.of(3)));
        refuses(
                InvalidInputException.class,
                "latentSize",
                vae,
                FineTuning.CLASSIFY,
                Transfer.ALL,
                Map.of("latentSize", 3));
        refuses(InvalidInputException.class, "freeze", vae, FineTuning.CONTINUE, Transfer.ALL, Map.of());
        refuses(InvalidInputException.class, "freeze", vae, FineTuning.CLASSIFY, "encoder.77", Map.of());
        refuses(InvalidInputException.class, "objective", vae, "guess", Transfer.ALL, Map.of());
        refuses(InvalidInputException.class, "epoch", vae, FineTuning.CLASSIFY, Transfer.ALL, Map.of("epoch", 3));
        refuses(ImpossibleException.class, "continued", classifier, FineTuning.CONTINUE, Transfer.NONE, Map.of());
        Trained pca = train("pca", IMAGE, Map.of());
        refuses(ImpossibleException.class, "no layers", pca, FineTuning.CONTINUE, Transfer.NONE, Map.of());
        refuses(ImpossibleException.class, "no layers", pca, FineTuning.CLASSIFY, Transfer.ALL, Map.of());
    }

    private void refuses(
            Class<? extends RuntimeException> type,
            String word,
            Trained parent,
            String objective,
            String freeze,
            Map<String, Object> settings) {
        assertThatExceptionOfType(type)
                .isThrownBy(() -> plans.plan(parent.config(), objective, freeze, facts(IMAGE), settings))
                .satisfies(e -> assertThat(
                                e instanceof InvalidInputException invalid
                                        ? invalid.errors().toString()
                                        : e.getMessage())
                        .contains(word));
    }
}
