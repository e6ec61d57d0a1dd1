package io.latentry.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.latentry.core.error.InvalidInputException;
import io.latentry.core.error.TooLargeException;
import io.latentry.core.error.UnsupportedFormatException;
import io.latentry.model.ItemShape;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageDecoderTest {

    private final ImageDecoder decoder = new ImageDecoder(1_000_000);

    @Test
    void keepsGreyLevelsAsTheyAre() {
        BufferedImage image = new BufferedImage(256, 1, BufferedImage.TYPE_BYTE_GRAY);
        for (int x = 0; x < 256; x++) {
            image.getRaster().setSample(x, 0, 0, x);
        }

        Picture picture = decoder.decode(TestImages.encode(image, "png"));

        assertThat(picture.shape()).isEqualTo(ItemShape.image(1, 1, 256));
        assertThat(unsigned(picture)).containsExactly(ramp());
    }

    @Test
    void roundsSixteenBitGreyToEight() {
        BufferedImage image = new BufferedImage(3, 1, BufferedImage.TYPE_USHORT_GRAY);
        image.getRaster().setPixels(0, 0, 3, 1, new int[] {0, 0x8080, 0xFFFF});

        assertThat(unsigned(decoder.decode(TestImages.encode(image, "png")))).containsExactly(0, 0x80, 255);
    }

    @Test
    void readsBlackAndWhiteAsGrey() {
        BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_BINARY);
        image.setRGB(1, 0, 0xFFFFFF);

        Picture picture = decoder.decode(TestImages.encode(image, "png"));

        assertThat(picture.shape().channels()).isEqualTo(1);
        assertThat(unsigned(picture)).containsExactly(0, 255);
    }

    @Test
    void putsColoursIntoChannels() {
        Picture picture = decoder.decode(TestImages.colour(1, 2, 0x102030));

        assertThat(picture.shape()).isEqualTo(ItemShape.image(3, 1, 2));
        assertThat(unsigned(picture)).containsExactly(0x10, 0x10, 0x20, 0x20, 0x30, 0x30);
    }

    @Test
    void turnsTransparencyWhite() {
        BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, 0x00FF0000);
        image.setRGB(1, 0, 0xFF0000FF);

        assertThat(unsigned(decoder.decode(TestImages.encode(image, "png")))).containsExactly(255, 0, 255, 0, 255, 255);
    }

    @Test
    void readsGreyAndColourJpeg() {
        BufferedImage grey = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY);
        BufferedImage colour = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);

        assertThat(decoder.decode(TestImages.encode(grey, "jpeg")).shape()).isEqualTo(ItemShape.image(1, 8, 8));
        assertThat(decoder.decode(TestImages.encode(colour, "jpeg")).shape()).isEqualTo(ItemShape.image(3, 8, 8));
    }

    @Test
    void convertsBetweenGreyAndColour() {
        byte[] file = TestImages.grey(2, 2, 90);
        Picture grey = decoder.decode(file);

        assertThat(unsigned(decoder.decode(file, ItemShape.image(3, 2, 2))))
                .hasSize(12)
                .containsOnly(90);
        // Luma is .299 of red, .587 of green and .114 of blue.
        assertThat(unsigned(decoder.decode(TestImages.colour(1, 2, 0x336699), ItemShape.image(1, 1, 2))))
                .containsExactly(93, 93);
        assertThat(grey.tensor().shape()).containsExactly(1, 1, 2, 2);
        assertThat(grey.tensor().toArray()).containsOnly(90 / 255f);
    }

    @Test
    void resizesToTheMeanOfTheAreaThatAPixelCovers() {
        BufferedImage image = new BufferedImage(3, 2, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setPixels(0, 0, 3, 2, new int[] {0, 30, 90, 60, 90, 150});
        byte[] file = TestImages.encode(image, "png");

        assertThat(unsigned(decoder.decode(file, ItemShape.image(1, 1, 1)))).containsExactly(70);
        assertThat(unsigned(decoder.decode(file, ItemShape.image(1, 2, 2)))).containsExactly(10, 70, 70, 130);
        assertThat(unsigned(decoder.decode(file, ItemShape.image(1, 2, 3)))).containsExactly(0, 30, 90, 60, 90, 150);
        assertThat(unsigned(decoder.decode(file, ItemShape.image(1, 3, 3))))
                .containsExactly(0, 30, 90, 30, 60, 120, 60, 90, 150);
        assertThat(unsigned(decoder.decode(file, ItemShape.image(3, 1, 1)))).containsExactly(70, 70, 70);
    }

    @Test
    void refusesAForgedSizeFromTheHeaderAlone() {
        assertThatExceptionOfType(TooLargeException.class)
                .isThrownBy(() -> decoder.decode(TestImages.forged(30_000, 30_000)))
                .withMessageContaining("30000×30000");
    }

    @ParameterizedTest
    @ValueSource(ints = {9, 20, 30, 45, 60})
    void refusesATruncatedImage(int length) {
        byte[] png = TestImages.colour(40, 40, 0x123456);

        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> decoder.decode(Arrays.copyOf(png, length)))
                .satisfies(error -> assertThat(error.code()).isEqualTo("malformed-image"));
    }

    @Test
    void refusesEveryTruncationOfAPng() {
        byte[] png = TestImages.grey(4, 4, 100);
        for (int length = 8; length < png.length - 4; length++) {
            byte[] cut = Arrays.copyOf(png, length);
            assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> decoder.decode(cut));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.3, 0.6, 0.95})
    void refusesATruncatedJpeg(double part) {
        byte[] jpeg = TestImages.encode(noise(), "jpeg");

        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> decoder.decode(Arrays.copyOf(jpeg, (int) (part * jpeg.length))));
    }

    /** A decoder goes over the whole image for each scan. */
    @Test
    void refusesJpegsOfVeryManyScans() {
        byte[] jpeg = TestJpegs.progressive(noise());

        assertThat(decoder.decode(jpeg).shape()).isEqualTo(ItemShape.image(3, 64, 64));
        assertThat(decoder.decode(TestJpegs.withMoreScans(jpeg, 20)).shape()).isEqualTo(ItemShape.image(3, 64, 64));
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> decoder.shape(TestJpegs.withMoreScans(jpeg, JpegSegments.MOST_SCANS)));
    }

    @Test
    void refusesJpegsThatEndWithinASegment() {
        byte[] jpeg = TestJpegs.sequential(noise());
        byte[] longer = Arrays.copyOf(jpeg, jpeg.length + 2);
        longer[jpeg.length - 1] = (byte) 0xFE;
        longer[jpeg.length] = (byte) 0xFF;

        assertThat(decoder.decode(jpeg).shape()).isEqualTo(ItemShape.image(3, 64, 64));
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> decoder.shape(longer));
    }

    /** Java's reader would go on to an image behind one of tables alone. */
    @Test
    void refusesJpegsOfTablesAlone() {
        byte[] tables = HexFormat.of().parseHex("FFD8FFD9");

        assertThatIOException()
                .isThrownBy(() -> JpegSegments.check(joined(tables, TestJpegs.progressive(noise()))))
                .withMessageContaining("no image");
    }

    /** Java's reader goes on right behind them, whatever length they seem to tell. */
    @ParameterizedTest
    @ValueSource(ints = {0x01, 0x02, 0xBF, 0xD0, 0xD8, 0xDE, 0xDF, 0xF0, 0xFD})
    void findsScansBehindReservedMarkers(int marker) {
        byte[] jpeg = TestJpegs.withMoreScans(TestJpegs.progressive(noise()), JpegSegments.MOST_SCANS);
        byte[] start = HexFormat.of().parseHex("FFD8FF%02x%04x".formatted(marker, jpeg.length + 2));

        assertThatIOException()
                .isThrownBy(() -> JpegSegments.check(joined(start, jpeg)))
                .withMessageContaining("scans");
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static BufferedImage noise() {
        BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(1);
        for (int i = 0; i < 64 * 64; i++) {
            image.setRGB(i % 64, i / 64, random.nextInt(0x1000000));
        }
        return image;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GIF89a", "<svg/>", "BM"})
    void refusesOtherFormats(String bytes) {
        assertThatExceptionOfType(UnsupportedFormatException.class)
                .isThrownBy(() -> decoder.decode(bytes.getBytes(StandardCharsets.US_ASCII)));
    }

    private static int[] unsigned(Picture picture) {
        int[] values = new int[picture.values().length];
        Arrays.setAll(values, i -> picture.values()[i] & 0xFF);
        return values;
    }

    private static int[] ramp() {
        int[] values = new int[256];
        Arrays.setAll(values, i -> i);
        return values;
    }
}
