package io.latentry.inference;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.latentry.exchange.RequestKit;
import io.latentry.model.ItemShape;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.AfterEach;

/** JSON bodies with items, or a reference to them, and options. */
class JsonBodyFuzzTest {

    private static final ItemShape IMAGE = ItemShape.image(1, 2, 2);
    private static final ItemShape COLOUR = ItemShape.image(3, 1, 2);

    private final FakeCatalog datasets = new FakeCatalog(Files.createTempDirectory("latentry-fuzz"));
    private final RequestKit kit = new RequestKit(datasets);

    JsonBodyFuzzTest() throws IOException {}

    @FuzzTest
    void read(byte[] body) {
        kit.check("application/json", body, FakeRegistry.VECTOR, EncodeOptions.class);
        kit.check("application/json", body, IMAGE, DenoiseOptions.class);
        kit.check("application/json", body, COLOUR, ClassifyOptions.class);
    }

    @AfterEach
    void delete() throws IOException {
        datasets.close();
    }
}
