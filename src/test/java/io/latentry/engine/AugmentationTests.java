package io.latentry.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.latentry.engine.family.Family;
import io.latentry.model.DatasetFacts;
import io.latentry.model.ElementType;
import io.latentry.model.ItemShape;
import io.latentry.model.ModelConfig;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AugmentationTests {

    private static final int COUNT = 64;
    private static final int SIDE = 8;
    private static final int SIZE = SIDE * SIDE;

    /** {@code [row, column]} of a picture whose every pixel is its own. */
    private static float pixel(int row, int column) {
        return row < 0 || row >= SIDE || column < 0 || column >= SIDE ? 0 : (1 + row * SIDE + column) / 128f;
    }

    @Test
    void withoutAnyImagesStayAsTheyAre() {
        assertThat(augmented(1, Map.of(), 1)).isEqualTo(pictures(1));
    }

    @Test
    void aFlipMirrorsAboutHalfOfTheImages() {
        float[] made = augmented(1, Map.of("flip", true), 1);

        int mirrored = 0;
        for (int i = 0; i < COUNT; i++) {
            boolean isMirrored = made[i * SIZE] == pixel(0, SIDE - 1);
            assertThat(image(made, i)).containsExactly(moved(0, 0, isMirrored));
            mirrored += isMirrored ? 1 : 0;
        }
        assertThat(mirrored).isBetween(COUNT / 4, 3 * COUNT / 4);
    }

    @Test
    void aCropShiftsByAtMostSoManyPixelsAndLeavesBlack() {
        float[] made = augmented(1, Map.of("crop", 2), 1);

        Set<List<Integer>> shifts = new HashSet<>();
        for (int i = 0; i < COUNT; i++) {
            shifts.add(shiftOf(image(made, i)));
        }
        assertThat(shifts).hasSizeGreaterThan(15);
    }

    private static List<Integer> shiftOf(float[] image) {
        for (int down = -2; down <= 2; down++) {
            for (int right = -2; right <= 2; right++) {
                if (Arrays.equals(image, moved(down, right, false))) {
                    return List.of(down, right);
                }
            }
        }
        throw new AssertionError("No shift gives " + Arrays.toString(image));
    }

    @Test
    void coloursVaryWithinTheirShareAndStayColours() {
        float[] plain = pictures(3);
        float[] made = augmented(3, Map.of("colour", 0.2), 1);

        assertThat(made).hasSameSizeAs(plain);
        Set<Float> sums = new HashSet<>();
        for (int i = 0; i < made.length; i++) {
            assertThat(made[i]).isBetween(0f, 1f);
        }
        for (int i = 0; i < COUNT; i++) {
            double before = mean(plain, i);
            assertThat(mean(made, i)).isCloseTo(before, within(0.2 * before + 1e-3));
            sums.add((float) mean(made, i));
        }
        assertThat(sums).hasSizeGreaterThan(COUNT / 2);
    }

    private static double mean(float[] pictures, int number) {
        int size = 3 * SIZE;
        return IntStream.range(0, size)
                .mapToDouble(i -> pictures[number * size + i])
                .average()
                .orElseThrow();
    }

    @Test
    void allIsDrawnFromTheSeed() {
        Map<String, Object> all = Map.of("crop", 2, "flip", true, "colour", 0.3);

        assertThat(augmented(3, all, 1)).isEqualTo(augmented(3, all, 1)).isNotEqualTo(augmented(3, all, 2));
    }

    private static float[] moved(int down, int right, boolean mirrored) {
        float[] image = new float[SIZE];
        for (int i = 0; i < SIZE; i++) {
            int column = i % SIDE;
            image[i] = pixel(i / SIDE - down, (mirrored ? SIDE - 1 - column : column) - right);
        }
        return image;
    }

    private static float[] image(float[] pictures, int number) {
        return Arrays.copyOfRange(pictures, number * SIZE, (number + 1) * SIZE);
    }

    /** The same picture many times; channels differ. */
    private static float[] pictures(int channels) {
        float[] pictures = new float[COUNT * channels * SIZE];
        for (int i = 0; i < pictures.length; i++) {
            int channel = i / SIZE % channels;
            pictures[i] = pixel(i % SIZE / SIDE, i % SIDE) / (1 + channel);
        }
        return pictures;
    }

    private static float[] augmented(int channels, Map<String, Object> hyperparameters, int seed) {
        DatasetFacts facts = new DatasetFacts(
                ItemShape.image(channels, SIDE, SIDE), ElementType.UINT8, 10, 0, 0, 1, List.of("a", "b"));
        Family family = Family.of("classifier");
        ModelConfig config = family.plan(facts, hyperparameters);
        String called = """

                def augmented(self, x: Tensor, seed: Tensor) -> Tensor:
                  return self.augment(x, int(seed.item()))
                """;
        TorchRuntime runtime = TorchRuntime.start(1);
        try (TorchProgram program =
                        TorchProgram.load(runtime, family.network(config).program() + called);
                NDManager manager = runtime.newManager()) {
            NDList inputs = new NDList(
                    manager.create(pictures(channels), new Shape(COUNT, channels, SIDE, SIDE)), manager.create(seed));
            return program.call("augmented", inputs).singletonOrThrow().toFloatArray();
        }
    }
}
