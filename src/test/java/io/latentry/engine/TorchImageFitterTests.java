package io.latentry.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.latentry.model.ImageFitter;
import io.latentry.model.ItemShape;
import io.latentry.model.Tensor;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

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

        assertThat(fitter.fit(wide, ItemShape.image(1, 2, 2)).toArray()).containsExactly(.1f, .2f, .3f, .4f);
    }

    @Test
    void averagesWhereItShrinks() {
        Tensor board = Tensor.of(new float[] {0, 1, 0, 1, 1, 0, 1, 0, 0, 1, 0, 1, 1, 0, 1, 0}, 1, 1, 4, 4);

        assertThat(fitter.fit(board, ItemShape.image(1, 1, 1)).toArray())
                .containsExactly(new float[] {.5f}, within(1e-6f));
    }

    @Test
    void repeatsGreyAndTakesTheLumaOfColour() {
        Tensor grey = Tensor.of(new float[] {.25f}, 1, 1, 1, 1);
        Tensor colour = Tensor.of(new float[] {1, .5f, 0}, 1, 3, 1, 1);

        assertThat(fitter.fit(grey, ItemShape.image(3, 1, 1)).toArray()).containsExactly(.25f, .25f, .25f);
        assertThat(fitter.fit(colour, ItemShape.image(1, 1, 1)).toArray())
                .containsExactly(new float[] {.299f + .5f * .587f}, within(1e-6f));
    }
}
