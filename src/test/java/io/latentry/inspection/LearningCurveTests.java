package io.latentry.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import io.latentry.drawing.Palette;
import io.latentry.model.EpochReport;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class LearningCurveTests {

    /** On the axis of a loss of 40 it would be a flat line. */
    @Test
    void accuracyHasAnAxisOfItsOwn() throws IOException {
        List<EpochReport> epochs = IntStream.rangeClosed(1, 5)
                .mapToObj(epoch -> new EpochReport(
                        epoch, Map.of("loss", 50.0 - 5 * epoch, "accuracy", 0.18 * epoch), Map.of(), 0.001, true))
                .toList();

        BufferedImage picture =
                ImageIO.read(new ByteArrayInputStream(new LearningCurve("1", "running", epochs).png("a classifier")));

        int accuracy = Palette.CLASSES.get(1);
        IntSummaryStatistics rows = IntStream.range(0, picture.getHeight())
                .filter(y -> IntStream.range(0, picture.getWidth() * 3 / 4)
                        .anyMatch(x -> (picture.getRGB(x, y) & 0xFFFFFF) == (accuracy & 0xFFFFFF)))
                .summaryStatistics();
        assertThat(rows.getMax() - rows.getMin()).isGreaterThan(picture.getHeight() / 2);
    }
}
