package io.latentry.dataset.ingest;

import io.latentry.core.error.InvalidInputException;
import io.latentry.core.error.TooLargeException;
import io.latentry.core.error.UnsupportedFormatException;
import io.latentry.dataset.DatasetProperties;
import io.latentry.dataset.DatasetWriter;
import io.latentry.dataset.ImageDecoder;
import io.latentry.dataset.Labelling;
import io.latentry.dataset.Picture;
import io.latentry.dataset.Split;
import io.latentry.model.ElementType;
import io.latentry.model.ItemShape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.zip.ZipEntry;

/** Reads images from a ZIP file, in folders for their classes and, if they are split, for train and test. */
final class ImageFolderReader {

    private final DatasetProperties limits;
    private final IngestOptions options;
    private final ImageDecoder decoder;

    ImageFolderReader(DatasetProperties limits, IngestOptions options) {
        this.limits = limits;
        this.options = options;
        this.decoder = new ImageDecoder(limits.maxImagePixels());
    }

    void read(ZipArchive archive, Path folder) throws IOException {
        options.refuse("on a ZIP of images", "label", "classes");
        List<ZipEntry> entries = archive.entries().stream()
                .sorted(Comparator.comparing(ZipEntry::getName))
                .toList();
        if (entries.isEmpty()) {
            throw Malformed.file(archive.field(), "holds no images");
        }
        if (entries.size() > limits.maxItems()) {
            throw new TooLargeException("too-many-items", "The archive has over " + limits.maxItems() + " images");
        }
        List<ImagePath> paths = ImagePath.all(archive.field(), entries);
        List<String> classes = paths.stream()
                .flatMap(path -> path.className().stream())
                .distinct()
                .sorted()
                .toList();
        if (classes.size() > limits.maxClasses()) {
            throw new TooLargeException(
                    "too-many-classes", "The archive has over " + limits.maxClasses() + " folders of classes");
        }
        ItemShape shape = checked(shape(archive, entries));
        archive.rewind();
        boolean split = paths.get(0).split().isPresent();
        try (DatasetWriter writer = DatasetWriter.create(folder, shape, ElementType.UINT8, options.testSplit(split))) {
            for (ImagePath path : paths) {
                Picture picture = picture(archive, path.entry(), file -> decoder.decode(file, shape));
                int label = path.className().map(classes::indexOf).orElse(0);
                writer.add(path.split().orElse(Split.TRAIN), ByteBuffer.wrap(picture.values()), label);
            }
            writer.seal(classes.isEmpty() ? Labelling.none() : Labelling.named(classes));
        }
    }

    /** What all images become: colour if one is, and of one size, which they must have unless it is given. */
    private ItemShape shape(ZipArchive archive, List<ZipEntry> entries) throws IOException {
        ItemShape first = picture(archive, entries.get(0), decoder::shape);
        int channels = first.channels();
        for (ZipEntry entry : entries.subList(1, entries.size())) {
            ItemShape shape = picture(archive, entry, decoder::shape);
            boolean alike = shape.height() == first.height() && shape.width() == first.width();
            if (!alike && options.size().isEmpty()) {
                throw Malformed.file(
                        archive.field(),
                        "has images of " + size(first) + " and, as " + entry.getName() + ", of " + size(shape)
                                + "; name one size, such as size=" + size(first));
            }
            channels = Math.max(channels, shape.channels());
        }
        ImageSize size = options.size().orElseGet(() -> new ImageSize(first.height(), first.width()));
        return ItemShape.image(options.channels().orElse(channels), size.height(), size.width());
    }

    private static String size(ItemShape shape) {
        return shape.height() + "x" + shape.width();
    }

    private ItemShape checked(ItemShape shape) {
        if (shape.size() > limits.maxItemValues()) {
            throw new TooLargeException(
                    "item-too-large", "An image of " + shape + " exceeds " + limits.maxItemValues() + " values");
        }
        return shape;
    }

    /** Names the image in errors. */
    private <T> T picture(ZipArchive archive, ZipEntry entry, Function<byte[], T> reading) throws IOException {
        int maximum = Math.toIntExact(Math.min(limits.maxImageFile().toBytes(), Integer.MAX_VALUE - 16));
        byte[] bytes = archive.read(entry, maximum);
        try {
            return reading.apply(bytes);
        } catch (InvalidInputException | UnsupportedFormatException exception) {
            throw Malformed.file(archive.field(), entry.getName() + ": " + exception.getMessage());
        } catch (TooLargeException exception) {
            throw new TooLargeException(exception.code(), entry.getName() + ": " + exception.getMessage());
        }
    }
}
