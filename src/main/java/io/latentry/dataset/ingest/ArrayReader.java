package io.latentry.dataset.ingest;

import io.latentry.core.error.InvalidInputException;
import io.latentry.dataset.DatasetProperties;
import io.latentry.dataset.DatasetWriter;
import io.latentry.dataset.Labelling;
import io.latentry.dataset.Split;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Reads a dataset from arrays of items and of labels, in IDX or NPY. */
final class ArrayReader {

    private final DatasetProperties limits;
    private final IngestOptions options;

    ArrayReader(DatasetProperties limits, IngestOptions options) {
        this.limits = limits;
        this.options = options;
    }

    void read(ArrayPart train, Optional<ArrayPart> test, Path folder) throws IOException {
        options.refuse("on arrays", "label", "size", "channels");
        if (test.isPresent()
                && test.get().labels().isPresent() != train.labels().isPresent()) {
            throw Malformed.file("testLabels", "must be given with trainLabels, or neither");
        }
        if (test.isEmpty()) {
            read(train, folder);
        } else {
            read(train, test.get(), folder);
        }
    }

    private void read(ArrayPart train, Path folder) throws IOException {
        int[] labels = labels(train);
        Labelling labelling = labelling(labels);
        try (ArrayStream stream = ArrayStream.open(train.items(), limits)) {
            ArrayItems items = items(stream, labels);
            try (DatasetWriter writer =
                    DatasetWriter.create(folder, items.shape(), items.elementType(), options.testSplit(false))) {
                copy(items, stream, labels, Split.TRAIN, writer);
                writer.seal(labelling);
            }
        }
    }

    private void read(ArrayPart train, ArrayPart test, Path folder) throws IOException {
        int[] trainLabels = labels(train);
        int[] testLabels = labels(test);
        Labelling labelling = labelling(IntStream.concat(Arrays.stream(trainLabels), Arrays.stream(testLabels))
                .toArray());
        try (ArrayStream trainStream = ArrayStream.open(train.items(), limits);
                ArrayStream testStream = ArrayStream.open(test.items(), limits)) {
            ArrayItems trainItems = items(trainStream, trainLabels);
            ArrayItems testItems = items(testStream, testLabels);
            checkAlike(testStream.field(), trainItems, testItems);
            try (DatasetWriter writer = DatasetWriter.create(
                    folder, trainItems.shape(), trainItems.elementType(), options.testSplit(true))) {
                copy(trainItems, trainStream, trainLabels, Split.TRAIN, writer);
                copy(testItems, testStream, testLabels, Split.TEST, writer);
                writer.seal(labelling);
            }
        }
    }

    private int[] labels(ArrayPart part) throws IOException {
        if (part.labels().isEmpty()) {
            return new int[0];
        }
        try (ArrayStream stream = ArrayStream.open(part.labels().get(), limits)) {
            return stream.labels(limits);
        }
    }

    private ArrayItems items(ArrayStream stream, int[] labels) {
        ArrayItems items = new ArrayItems(stream, limits);
        if (labels.length != 0 && labels.length != items.count()) {
            throw Malformed.file(
                    stream.field(), "has " + items.count() + " items, but there are " + labels.length + " labels");
        }
        return items;
    }

    private static void checkAlike(String field, ArrayItems train, ArrayItems test) {
        if (!train.shape().equals(test.shape()) || train.elementType() != test.elementType()) {
            throw Malformed.file(
                    field,
                    "has items of " + test.shape() + " " + test.elementType() + ", but those to train on are "
                            + train.shape() + " " + train.elementType());
        }
    }

    private static void copy(ArrayItems items, ArrayStream stream, int[] labels, Split split, DatasetWriter writer)
            throws IOException {
        for (int i = 0; i < items.count(); i++) {
            add(stream.field(), split, items.next(), labels.length == 0 ? 0 : labels[i], writer);
        }
        stream.end();
    }

    private static void add(String field, Split split, ByteBuffer item, int label, DatasetWriter writer)
            throws IOException {
        try {
            writer.add(split, item, label);
        } catch (InvalidInputException exception) {
            throw Malformed.named(field, exception);
        }
    }

    /** The labels' names: those given, or their numbers. */
    private Labelling labelling(int[] labels) {
        if (labels.length == 0) {
            options.refuse("without labels", "classes");
            return Labelling.none();
        }
        int count = Arrays.stream(labels).max().orElseThrow() + 1;
        List<String> names = options.classes()
                .orElseGet(() ->
                        IntStream.range(0, count).mapToObj(Integer::toString).toList());
        if (names.size() < count) {
            throw InvalidInputException.field(
                    "classes", "names " + names.size() + " classes, but there is the label " + (count - 1));
        }
        return Labelling.named(names);
    }
}
