package io.latentry.engine.family;

import io.latentry.model.Hyperparameter;
import io.latentry.model.Hyperparameters;
import io.latentry.model.ItemShape;
import java.util.List;

/** The method {@code augment(x, seed)}: pictures that show the same, drawn anew at every step. */
final class Augmentation {

    static final Hyperparameter<Integer> CROP = Hyperparameter.of(
            "crop",
            Hyperparameter.integer(0, 64),
            0,
            "Pixels by which training images are shifted at random, at most, in each direction; what is missing is black.");

    static final Hyperparameter<Boolean> FLIP = Hyperparameter.of(
            "flip", Hyperparameter.flag(), false, "Whether half of the training images are mirrored, left to right.");

    static final Hyperparameter<Double> COLOUR = Hyperparameter.of(
            "colour",
            Hyperparameter.real(0, 1),
            0.0,
            "Share by which brightness, contrast and, of colour images, saturation vary at random in training.");

    private static final String BEGIN = """
            def augment(self, x: Tensor, seed: int) -> Tensor:
            """;

    private static final String GENERATOR = """
              g = torch.Generator(device=torch.device("cpu"), seed=seed)
              n = x.size(0)
            """;

    /** One gather of every picture's pixels from the padded picture. */
    private static final String MOVE = """
              rows = torch.reshape(torch.arange(HEIGHT), [1, -1, 1]) + torch.randint(0, SHIFTS, [n, 1, 1], generator=g)
              columns = torch.expand(torch.reshape(torch.arange(WIDTH), [1, 1, -1]), [n, -1, -1])
              mirrored = torch.rand([n, 1, 1], generator=g) < FLIPPED
              columns = torch.where(mirrored, WIDTH - 1 - columns, columns) + torch.randint(0, SHIFTS, [n, 1, 1], generator=g)
              pixels = torch.reshape(rows * (WIDTH + SHIFTS - 1) + columns, [n, 1, -1])
              padded = torch.flatten(torch.constant_pad_nd(x, [CROP, CROP, CROP, CROP], 0), 2)
              moved = torch.gather(padded, 2, torch.expand(pixels, [-1, CHANNELS, -1]))
              x = torch.reshape(moved, [n, CHANNELS, HEIGHT, WIDTH])
            """;

    private static final String SATURATE = """
              grey = torch.mean(x, [1], True)
              x = grey + (x - grey) * (1 + COLOUR * (2 * torch.rand([n, 1, 1, 1], generator=g) - 1))
            """;

    private static final String LIGHT = """
              middle = torch.mean(x, [1, 2, 3], True)
              x = middle + (x - middle) * (1 + COLOUR * (2 * torch.rand([n, 1, 1, 1], generator=g) - 1))
              x = torch.clamp(x * (1 + COLOUR * (2 * torch.rand([n, 1, 1, 1], generator=g) - 1)), 0.0, 1.0)
            """;

    private Augmentation() {}

    static List<Hyperparameter<?>> hyperparameters() {
        return List.of(CROP, FLIP, COLOUR);
    }

    static boolean isOn(Hyperparameters settings) {
        return settings.get(CROP) > 0 || settings.get(FLIP) || settings.get(COLOUR) > 0;
    }

    static String source(ItemShape shape, Hyperparameters settings) {
        if (!isOn(settings)) {
            return BEGIN + "  return x\n";
        }
        String source = BEGIN + GENERATOR;
        if (settings.get(CROP) > 0 || settings.get(FLIP)) {
            source += MOVE;
        }
        if (settings.get(COLOUR) > 0) {
            source += (shape.channels() > 1 ? SATURATE : "") + LIGHT;
        }
        return source.replace("CHANNELS", String.valueOf(shape.channels()))
                        .replace("HEIGHT", String.valueOf(shape.height()))
                        .replace("WIDTH", String.valueOf(shape.width()))
                        .replace("SHIFTS", String.valueOf(2 * settings.get(CROP) + 1))
                        .replace("FLIPPED", settings.get(FLIP) ? "0.5" : "0.0")
                        .replace("CROP", String.valueOf(settings.get(CROP)))
                        .replace("COLOUR", String.valueOf(settings.get(COLOUR)))
                + "  return x\n";
    }
}
