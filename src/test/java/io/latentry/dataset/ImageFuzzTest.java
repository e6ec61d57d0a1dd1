package io.latentry.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.latentry.model.ItemShape;
import io.latentry.testing.Decoding;

/** PNG and JPEG files, in requests and in archives. */
class ImageFuzzTest {

    private static final int PIXELS = 1 << 14;
    private static final ItemShape TARGET = ItemShape.image(3, 24, 40);

    /** Ints for a pixel where the reader makes them, and bytes of three channels, at most twice each. */
    private static final long BYTES_PER_PIXEL = 32;

    private final ImageDecoder decoder = new ImageDecoder(PIXELS);

    @FuzzTest
    void decode(byte[] file) {
        Decoding.check(3 * PIXELS * BYTES_PER_PIXEL + 16L * file.length, () -> {
            ItemShape shape = decoder.shape(file);
            assertThat(shape.isPicture()).isTrue();
            assertThat(shape.height() * shape.width()).isBetween(1, PIXELS);
            assertThat(decoder.decode(file).shape()).isEqualTo(shape);
            assertThat(decoder.decode(file, TARGET).shape()).isEqualTo(TARGET);
        });
    }
}
