package io.latentry.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.latentry.model.Denoiser;
import io.latentry.model.Items;
import io.latentry.model.Network;
import io.latentry.model.Reconstructor;
import io.latentry.model.Tensor;
import io.latentry.model.TrainingResult;

class DenoisingAutoencoderTests extends GradientContract {

    @Override
    String method() {
        return "denoising-autoencoder";
    }

    /** Its figures are of noisy items. */
    @Override
    void assertMeasured(TrainingResult result, Network network, Tensor items, Items test) {
        Tensor denoised = network.as(Denoiser.class).orElseThrow().denoise(items);

        assertThat(denoised.toArray())
                .isEqualTo(network.as(Reconstructor.class)
                        .orElseThrow()
                        .reconstruct(items)
                        .items()
                        .toArray());
    }
}
