package io.latentry.drawing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.latentry.core.error.TooLargeException;
import io.latentry.model.Tensor;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class ImageGridTest {

    private static final int GAP = 4;

    @Test
    void enlargesByWholePixels() throws IOException {
        Tensor item = Tensor.of(new float[] {0, 1, 0.5f, 2}, 1, 1, 2, 2);

        BufferedImage picture = draw(List.of(item));

        assertThat(picture.getWidth()).isEqualTo(72 + 2 * GAP);
        assertThat(picture.getHeight()).isEqualTo(72 + 2 * GAP);
        assertThat(rgb(picture, GAP + 35, GAP + 35)).isZero();
        assertThat(rgb(picture, GAP + 36, GAP + 35)).isEqualTo(0xFFFFFF);
        assertThat(rgb(picture, GAP + 35, GAP + 36)).isEqualTo(0x808080);
        assertThat(rgb(picture, GAP + 71, GAP + 71)).isEqualTo(0xFFFFFF);
    }

    @Test
    void drawsColours() throws IOException {
        BufferedImage picture = draw(List.of(Tensor.of(new float[] {1, 0.2f, 0}, 1, 3, 1, 1)));

        assertThat(rgb(picture, 20, 20)).isEqualTo(0xFF3300);
    }

    @Test
    void standsLayersOfAnItemAboveOneAnother() throws IOException {
        Tensor inputs = Tensor.of(new float[] {0, 0.2f}, 2, 1, 1, 1);
        Tensor outputs = Tensor.of(new float[] {0.6f, 1}, 2, 1, 1, 1);

        BufferedImage picture = draw(List.of(inputs, outputs));

        int cell = 72 + GAP;
        assertThat(rgb(picture, 40, 40)).isZero();
        assertThat(rgb(picture, 40 + cell, 40)).isEqualTo(0x333333);
        assertThat(rgb(picture, 40, 40 + cell)).isEqualTo(0x999999);
        assertThat(rgb(picture, 40 + cell, 40 + cell)).isEqualTo(0xFFFFFF);
    }

    @Test
    void textTakesRoomAndImagesStayAsTheyAre() throws IOException {
        ImageGrid plain = ImageGrid.of(List.of(Tensor.of(new float[] {0, 1}, 2, 1, 1, 1)));
        ImageGrid labelled =
                plain.text(GridText.titled("Title").rows(List.of("row")).captions(List.of("a", "b")));

        BufferedImage without = ImageIO.read(new ByteArrayInputStream(labelled.png(Lettering.NONE)));
        BufferedImage with = ImageIO.read(new ByteArrayInputStream(labelled.png()));

        assertThat(labelled.png(Lettering.NONE)).isEqualTo(plain.png());
        assertThat(with.getWidth()).isGreaterThan(without.getWidth());
        assertThat(with.getHeight()).isGreaterThan(without.getHeight() + 20);
        assertThat(rgb(with, with.getWidth() - GAP - 36, with.getHeight() / 2)).isEqualTo(0xFFFFFF);
    }

    @Test
    void refusesAPictureThatNobodyCouldShow() {
        Tensor large = Tensor.allocate(40, 1, 1000, 1000);

        assertThatExceptionOfType(TooLargeException.class)
                .isThrownBy(() -> ImageGrid.of(List.of(large)).png());
    }

    private static BufferedImage draw(List<Tensor> layers) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(ImageGrid.of(layers).png()));
    }

    private static int rgb(BufferedImage picture, int x, int y) {
        return picture.getRGB(x, y) & 0xFFFFFF;
    }
}
