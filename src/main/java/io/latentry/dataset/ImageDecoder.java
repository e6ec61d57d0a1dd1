package io.latentry.dataset;

import io.latentry.core.error.InvalidInputException;
import io.latentry.core.error.TooLargeException;
import io.latentry.core.error.UnsupportedFormatException;
import io.latentry.model.ItemShape;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.event.IIOReadWarningListener;
import javax.imageio.stream.ImageInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Decodes PNG and JPEG images from strangers: the header is read first, and nothing is allocated for an image that is
 * refused. Safe for use by several threads.
 */
public final class ImageDecoder {

    private static final List<String> FORMATS = List.of("png", "jpeg");

    static {
        ImageIO.setUseCache(false);
    }

    private final long maximumPixels;

    /** A decoder that refuses images of more pixels. */
    public ImageDecoder(long maximumPixels) {
        this.maximumPixels = maximumPixels;
    }

    /**
     * Reads the header alone.
     *
     * @return the shape that {@link #decode} would give
     * @throws InvalidInputException with code {@code malformed-image} if it is damaged
     * @throws UnsupportedFormatException if it is neither PNG nor JPEG
     * @throws TooLargeException if it has too many pixels
     */
    public ItemShape shape(byte[] file) {
        return read(file, (reader, shape) -> shape);
    }

    /**
     * Decodes an image to 8 bits per value; what is transparent turns white.
     *
     * @throws InvalidInputException with code {@code malformed-image} if it is damaged
     * @throws UnsupportedFormatException if it is neither PNG nor JPEG
     * @throws TooLargeException if it has too many pixels
     */
    public Picture decode(byte[] file) {
        return read(file, (reader, shape) -> picture(image(reader), shape, shape));
    }

    /**
     * Decodes an image as {@link #decode(byte[])} does, and brings it to a shape. Little more than the decoded image is
     * in memory for it.
     */
    public Picture decode(byte[] file, ItemShape target) {
        return read(file, (reader, shape) -> picture(image(reader), shape, target));
    }

    private static Picture picture(BufferedImage image, ItemShape shape, ItemShape target) {
        ImageRows rows = new ImageRows(image, shape);
        AreaResize resize = new AreaResize(shape, target);
        for (int y = 0; y < shape.height(); y++) {
            resize.add(Picture.withChannels(rows.row(y), shape.channels(), target.channels()));
        }
        return resize.picture();
    }

    private static BufferedImage image(ImageReader reader) throws IOException {
        Damage damage = new Damage();
        reader.addIIOReadWarningListener(damage);
        BufferedImage image = reader.read(0, reader.getDefaultReadParam());
        if (damage.found()) {
            throw new IOException("The reader filled in what it could not read");
        }
        return image;
    }

    private <T> T read(byte[] file, Reading<T> reading) {
        try (ImageInputStream stream = ImageIO.createImageInputStream(new ByteArrayInputStream(file))) {
            ImageReader reader = reader(stream);
            try {
                PngChunks.check(file);
                JpegSegments.check(file);
                reader.setInput(stream, true, true);
                return reading.read(reader, shape(reader));
            } finally {
                reader.dispose();
            }
        } catch (TooLargeException | UnsupportedFormatException exception) {
            throw exception;
        } catch (IOException | RuntimeException exception) { // ImageIO's readers throw any of these for damaged bytes
            throw new InvalidInputException("malformed-image", "The image is damaged or of an unsupported kind");
        }
    }

    private static ImageReader reader(ImageInputStream stream) throws IOException {
        Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
        while (readers.hasNext()) {
            ImageReader reader = readers.next();
            if (FORMATS.contains(reader.getFormatName().toLowerCase(Locale.ROOT))) {
                return reader;
            }
            reader.dispose();
        }
        throw new UnsupportedFormatException("unsupported-image", "The image is neither PNG nor JPEG");
    }

    private ItemShape shape(ImageReader reader) throws IOException {
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        if ((long) width * height > maximumPixels) {
            throw new TooLargeException(
                    "image-too-large", "An image of " + width + "×" + height + " exceeds " + maximumPixels + " pixels");
        }
        return ItemShape.image(isGrey(reader.getRawImageType(0)) ? 1 : 3, height, width);
    }

    /** JPEG's usual colour space has no Java equivalent, hence no type. */
    private static boolean isGrey(@Nullable ImageTypeSpecifier type) {
        return type != null && ImageRows.isGrey(type.getColorModel());
    }

    /** Listens for what a JPEG reader takes for granted: grey in place of data that is cut off or corrupt. */
    private static final class Damage implements IIOReadWarningListener {

        private boolean found;

        @Override
        public void warningOccurred(ImageReader source, String warning) {
            String text = warning.toLowerCase(Locale.ROOT);
            found |= text.contains("premature end") || text.contains("corrupt");
        }

        boolean found() {
            return found;
        }
    }

    @FunctionalInterface
    private interface Reading<T> {
        T read(ImageReader reader, ItemShape shape) throws IOException;
    }
}
