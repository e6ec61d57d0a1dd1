package io.latentry.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.latentry.dataset.DatasetCatalog;
import io.latentry.model.ItemShape;
import io.latentry.model.ModelConfig;
import io.latentry.model.Tensor;
import io.latentry.testing.Decoding;
import io.latentry.web.RequestMemory;
import io.latentry.web.WebJson;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.FloatBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.util.unit.DataSize;

/** Reads fuzzed bodies as requests to models, within narrow limits, and checks the items if there are any. */
public final class RequestKit {

    private static final ExchangeProperties LIMITS = new ExchangeProperties(
            20, DataSize.ofKilobytes(64), DataSize.ofKilobytes(256), 1, 1, Duration.ofSeconds(1));
    private static final DataSize MEMORY = DataSize.ofMegabytes(1);

    private final Turnstile turnstile = new Turnstile(
            LIMITS.permits(), LIMITS.queue(), LIMITS.deadline(), System::nanoTime, new SimpleMeterRegistry());

    private final DatasetCatalog datasets;

    public RequestKit(DatasetCatalog datasets) {
        this.datasets = datasets;
    }

    /** A model that takes items of a shape. */
    public static ModelConfig config(ItemShape shape) {
        return new ModelConfig(
                ModelConfig.FORMAT, "fake", shape.dimensions(), List.of(4), Set.of("encode"), 0, Map.of());
    }

    /** Posts a body to a model. */
    public <O extends Record> void check(String contentType, byte[] body, ItemShape shape, Class<O> options) {
        RequestMemory memory = WebJson.memory(MEMORY);
        Limits limits = new Limits(LIMITS, () -> memory);
        DatasetItems items = new DatasetItems(datasets, limits, (image, target, preprocessing) -> image);
        Turn turn = new Turn(turnstile);
        RequestReader reader = new RequestReader(
                limits,
                new JsonRequests(limits, items),
                new NpyItems(limits),
                new ImageItems(limits, (image, target, preprocessing) -> image),
                () -> turn);
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/");
        request.setContentType(contentType);
        request.setContent(body);
        try {
            Decoding.check(
                    MEMORY.toBytes() + 40L * body.length,
                    () -> check(reader.items(request, config(shape), options).items(), shape));
        } finally {
            turn.end();
        }
    }

    private static void check(Tensor items, ItemShape shape) {
        assertThat(items.rows()).isBetween(1, LIMITS.maxItems());
        assertThat(items.shape()).isEqualTo(shape.batch(items.rows()));
        FloatBuffer values = items.values();
        while (values.hasRemaining()) {
            float value = values.get();
            if (!Float.isFinite(value) || (shape.isImage() && (value < 0 || value > 1))) {
                throw new AssertionError("Took " + value);
            }
        }
    }
}
