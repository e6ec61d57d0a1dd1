package io.latentry.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.latentry.core.error.ImpossibleException;
import io.latentry.engine.family.Classifier;
import io.latentry.model.Encoder;
import io.latentry.model.ImageFitter;
import io.latentry.model.ItemShape;
import io.latentry.model.ModelConfig;
import io.latentry.model.Network;
import io.latentry.model.Preprocessing;
import io.latentry.model.Tensor;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.FloatBuffer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TorchImageFitterTests {

    private final TorchNetworkLoader loader = new TorchNetworkLoader(
            new EngineProperties(1, 8, Duration.ofSeconds(60), Duration.ZERO), new SimpleMeterRegistry());
    private final ImageFitter fitter = loader.imageFitter();

    @AfterEach
    void close() {
        loader.close();
    }

    @Test
    void cutsOutTheMiddle() {
        Tensor wide = Tensor.of(new float[] {.9f, .1f, .2f, .9f, .9f, .3f, .4f, .9f}, 1, 1, 2, 4);

        assertThat(fit(wide, ItemShape.image(1, 2, 2)).toArray()).containsExactly(.1f, .2f, .3f, .4f);
    }

    @Test
    void averagesWhereItShrinks() {
        Tensor board = Tensor.of(new float[] {0, 1, 0, 1, 1, 0, 1, 0, 0, 1, 0, 1, 1, 0, 1, 0}, 1, 1, 4, 4);

        assertThat(fit(board, ItemShape.image(1, 1, 1)).toArray()).containsExactly(new float[] {.5f}, within(1e-6f));
    }

    @Test
    void repeatsGreyAndTakesTheLumaOfColour() {
        Tensor grey = Tensor.of(new float[] {.25f}, 1, 1, 1, 1);
        Tensor colour = Tensor.of(new float[] {1, .5f, 0}, 1, 3, 1, 1);

        assertThat(fit(grey, ItemShape.image(3, 1, 1)).toArray()).containsExactly(.25f, .25f, .25f);
        assertThat(fit(colour, ItemShape.image(1, 1, 1)).toArray())
                .containsExactly(new float[] {.299f + .5f * .587f}, within(1e-6f));
    }

    /** The direct way, in which the network's program resizes, is compared with PyTorch by {@link BackboneParityTests}. */
    @ParameterizedTest
    @CsvSource({
        "bilinear, 3, 50, 71",
        "bilinear, 1, 71, 50",
        "bilinear, 3, 36, 36",
        "bilinear, 3, 20, 31",
        "bilinear, 3, 37, 38",
        "bicubic, 3, 50, 71",
        "bicubic, 3, 33, 100"
    })
    void whatANetworkSeesIsWhatItWouldMakeOfTheImage(String interpolation, int channels, int height, int width) {
        Preprocessing preprocessing =
                new Preprocessing(3, 32, 32, 36, interpolation, List.of(.4, .5, .6), List.of(.2, .2, .3));
        ModelConfig imported = new Classifier().imported("resnet20", List.of("a", "b"), preprocessing);
        ItemShape shape = ItemShape.image(channels, height, width);
        // Bicubic interpolation overshoots at the ends of the range, where an image does not.
        Tensor image = softened(GeneratedValues.picture(1, shape));

        assertThat(imported.itemShape()).containsExactly(3, 36, 36);
        assertThat(encode(imported, fitter.fit(image, imported.shape(), preprocessing)))
                .containsExactly(encode(of(imported, shape), image), within(1e-5f));
    }

    @Test
    void refusesWhatGrowsBeyondAllBounds() {
        Tensor line = Tensor.allocate(1, 1, 1, 200_000);

        assertThatExceptionOfType(ImpossibleException.class).isThrownBy(() -> fit(line, ItemShape.image(3, 64, 64)));
    }

    private static Tensor softened(Tensor picture) {
        FloatBuffer values = picture.values();
        for (int i = 0; i < values.limit(); i++) {
            values.put(i, .4f + .2f * values.get(i));
        }
        return picture;
    }

    private static ModelConfig of(ModelConfig config, ItemShape shape) {
        return new ModelConfig(
                config.format(),
                config.method(),
                shape.dimensions(),
                config.codeShape(),
                config.capabilities(),
                config.parameters(),
                config.hyperparameters(),
                config.classes(),
                config.preprocessing());
    }

    private float[] encode(ModelConfig config, Tensor items) {
        try (Network network = loader.untrained(config)) {
            return network.as(Encoder.class).orElseThrow().encode(items).toArray();
        }
    }

    private Tensor fit(Tensor image, ItemShape shape) {
        Preprocessing plain = new Preprocessing(
                shape.channels(), shape.height(), shape.width(), shape.height(), "bilinear", List.of(), List.of());
        return fitter.fit(image, shape, plain);
    }
}
