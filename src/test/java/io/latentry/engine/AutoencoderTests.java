package io.latentry.engine;

import io.latentry.model.ItemShape;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

class AutoencoderTests extends GradientContract {

    @Override
    String method() {
        return "autoencoder";
    }

    /** A batch that a worker has no room for, of items that it has. */
    @Override
    List<Refusal> refusals() {
        return Stream.concat(
                        super.refusals().stream(),
                        Stream.of(new Refusal(
                                "batchSize",
                                ItemShape.image(3, 2000, 2000),
                                Map.of("hidden", List.of(1), "latentSize", 1))))
                .toList();
    }
}
