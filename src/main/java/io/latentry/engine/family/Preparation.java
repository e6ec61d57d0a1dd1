package io.latentry.engine.family;

import io.latentry.core.error.FieldError;
import io.latentry.core.error.ImpossibleException;
import io.latentry.core.error.InvalidInputException;
import io.latentry.model.ItemShape;
import io.latentry.model.Preprocessing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The method {@code prepare(x, p)}, from images of one shape to what a network is given, as torchvision's {@code Resize},
 * {@code CenterCrop} and {@code Normalize} do it.
 */
final class Preparation {

    private static final int MOST_PIXELS_A_SIDE = 4096;

    /** Of one resized image; 256 MiB. */
    private static final long MOST_VALUES = 1 << 26;

    private static final List<String> INTERPOLATIONS = List.of("bilinear", "bicubic");

    private Preparation() {}

    /**
     * Checks a preprocessing from outside.
     *
     * @throws InvalidInputException naming what is wrong
     */
    static void check(ItemShape shape, Preprocessing preprocessing) {
        int channels = preprocessing.channels();
        List<FieldError> errors = new ArrayList<>();
        require(
                errors,
                "channels",
                channels == shape.channels() || shape.channels() == 1 || (shape.channels() == 3 && channels == 1),
                "must be as many as items have, or those that grey or colour can become");
        for (int size : List.of(preprocessing.height(), preprocessing.width(), preprocessing.resize())) {
            require(
                    errors,
                    "resize",
                    size >= 1 && size <= MOST_PIXELS_A_SIDE,
                    "and height and width must be from 1 to " + MOST_PIXELS_A_SIDE);
        }
        require(
                errors,
                "resize",
                resized(shape.height(), shape, preprocessing) >= preprocessing.height()
                        && resized(shape.width(), shape, preprocessing) >= preprocessing.width(),
                "must leave images no smaller than height and width");
        require(
                errors,
                "interpolation",
                INTERPOLATIONS.contains(preprocessing.interpolation()),
                "must be one of " + String.join(", ", INTERPOLATIONS));
        require(errors, "mean", isPerChannel(preprocessing.mean(), channels), "must be a number for each channel");
        require(
                errors,
                "std",
                isPerChannel(preprocessing.std(), channels)
                        && preprocessing.std().stream().allMatch(value -> value > 0),
                "must be a positive number for each channel");
        if (!errors.isEmpty()) {
            throw new InvalidInputException("invalid-config", "The preprocessing is not valid", errors);
        }
    }

    /**
     * The number of values of an item on its way to the network, at its largest.
     *
     * @throws ImpossibleException if that is beyond all bounds, as of a picture that is much longer than wide
     */
    static int largest(ItemShape shape, Preprocessing preprocessing) {
        long resized = (long) preprocessing.channels()
                * resized(shape.height(), shape, preprocessing)
                * resized(shape.width(), shape, preprocessing);
        if (resized > MOST_VALUES) {
            throw new ImpossibleException(
                    "image-too-long",
                    "Images of the shape %s, resized to %d pixels on the shorter side, are too large"
                            .formatted(shape, preprocessing.resize()),
                    Map.of("itemShape", shape.dimensions(), "resize", preprocessing.resize()));
        }
        return (int) Math.max(resized, shape.size());
    }

    private static boolean isPerChannel(List<Double> values, int channels) {
        return values.size() == channels && values.stream().allMatch(Double::isFinite);
    }

    private static void require(List<FieldError> errors, String field, boolean right, String message) {
        if (!right) {
            errors.add(new FieldError("preprocessing." + field, message));
        }
    }

    static String source(ItemShape shape, @Nullable Preprocessing preprocessing) {
        List<String> lines = new ArrayList<>();
        lines.add("def prepare(self, x: Tensor, p: List[Tensor]) -> Tensor:");
        if (preprocessing != null) {
            colour(shape, preprocessing, lines);
            resize(shape, preprocessing, lines);
            lines.add("  mean = torch.reshape(torch.tensor(%s), [1, -1, 1, 1])".formatted(list(preprocessing.mean())));
            lines.add("  std = torch.reshape(torch.tensor(%s), [1, -1, 1, 1])".formatted(list(preprocessing.std())));
            lines.add("  x = torch.contiguous((x - mean) / std, memory_format=2)");
        }
        lines.add("  return x");
        return String.join("\n", lines) + "\n";
    }

    private static String list(List<Double> values) {
        return values.stream().map(String::valueOf).collect(Collectors.joining(", ", "[", "]"));
    }

    private static void colour(ItemShape shape, Preprocessing preprocessing, List<String> lines) {
        if (shape.channels() == 1 && preprocessing.channels() > 1) {
            lines.add("  x = torch.expand(x, [-1, %d, -1, -1])".formatted(preprocessing.channels()));
        } else if (shape.channels() > 1 && preprocessing.channels() == 1) {
            // Luma as ITU-R BT.601 weighs it.
            lines.add(
                    "  x = torch.sum(x * torch.reshape(torch.tensor([0.299, 0.587, 0.114]), [1, 3, 1, 1]), [1], True)");
        }
    }

    private static void resize(ItemShape shape, Preprocessing preprocessing, List<String> lines) {
        int height = resized(shape.height(), shape, preprocessing);
        int width = resized(shape.width(), shape, preprocessing);
        if (height != shape.height() || width != shape.width()) {
            lines.add("  x = torch._upsample_%s2d_aa(x, [%d, %d], False)"
                    .formatted(preprocessing.interpolation(), height, width));
        }
        crop(2, height, preprocessing.height(), lines);
        crop(3, width, preprocessing.width(), lines);
    }

    /** A side after the shorter side was resized. */
    private static int resized(int side, ItemShape shape, Preprocessing preprocessing) {
        return (int) ((long) preprocessing.resize() * side / Math.min(shape.height(), shape.width()));
    }

    /** As torchvision rounds the margin: half to even. */
    private static void crop(int dimension, int size, int wanted, List<String> lines) {
        if (size != wanted) {
            int from = (int) Math.rint((size - wanted) / 2.0);
            lines.add("  x = torch.slice(x, %d, %d, %d, 1)".formatted(dimension, from, from + wanted));
        }
    }
}
