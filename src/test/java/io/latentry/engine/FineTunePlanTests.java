package io.latentry.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.latentry.core.error.ImpossibleException;
import io.latentry.core.error.InvalidInputException;
import io.latentry.model.FineTuning;
import io.latentry.model.ItemShape;
import io.latentry.model.ModelConfig;
import io.latentry.model.Transfer;
import java.util.HashMap;
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

    /** A configuration that is older than a setting has its value all the same. */
    @Test
    void refusesOtherStridesForModelsThatAreOlderThanThese() {
        Trained now = train("denoising-autoencoder", IMAGE, Map.of("architecture", "conv", "hidden", List.of(4)));
        Map<String, Object> settings = new HashMap<>(now.config().hyperparameters());
        settings.keySet().removeAll(List.of("strides", "precision"));
        ModelConfig older = new ModelConfig(
                now.config().format(),
                now.config().method(),
                now.config().itemShape(),
                now.config().codeShape(),
                now.config().capabilities(),
                now.config().parameters(),
                settings);

        assertThat(plans.plan(older, FineTuning.CONTINUE, Transfer.NONE, facts(IMAGE), Map.of())
                        .codeShape())
                .isEqualTo(older.codeShape());
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> plans.plan(
                        older, FineTuning.CONTINUE, Transfer.NONE, facts(IMAGE), Map.of("strides", List.of(1))))
                .satisfies(e -> assertThat(e.errors()).extracting("field").containsExactly("hyperparameters.strides"));
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
