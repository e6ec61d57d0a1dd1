package io.latentry.inference;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** The pictures of answers; a copy of each is kept under {@code target/pictures} for people to look at. */
record Png(BufferedImage image) {

    static Png of(byte[] file, String name) {
        try {
            Files.write(Files.createDirectories(Path.of("target", "pictures")).resolve(name + ".png"), file);
            return new Png(ImageIO.read(new ByteArrayInputStream(file)));
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    int width() {
        return image.getWidth();
    }

    int height() {
        return image.getHeight();
    }

    /** The level at a place, 0 to 255, of a grey picture. */
    int level(int x, int y) {
        return image.getRGB(x, y) & 0xFF;
    }
}
