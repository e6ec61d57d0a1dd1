package io.latentry.evaluation.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.latentry.model.Items;
import io.latentry.model.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodeFileTest {

    @TempDir
    private Path folder;

    @Test
    void codesComeBackInAnyOrderWithTheirItemsLabels() {
        Path path = folder.resolve("codes").resolve("train");
        try (CodeFile file = CodeFile.create(path, 2, new LabelledRow(7, 8, 9, 7))) {
            file.append(Tensor.of(new float[] {0, 1, 10, 11}, 2, 2));
            file.append(Tensor.of(new float[] {20, 21, 30, 31}, 2, 2));

            assertThat(read(file, 3, 0, 1, 2)).containsExactly(30, 31, 0, 1, 10, 11, 20, 21);
            assertThat(file.count()).isEqualTo(4);
            assertThat(file.label(2)).isEqualTo(9);
            assertThat(read(new SomeItems(file, new int[] {1, 3}), 1, 0)).containsExactly(30, 31, 10, 11);
            assertThat(new SomeItems(file, new int[] {1, 3}).label(0)).isEqualTo(8);
            assertThat(Values.read(file, 1, 3).get(3)).isEqualTo(21);
        }
        assertThat(Files.exists(path)).isFalse();
    }

    @Test
    void onlyTheAskedPartOfTheIndicesIsRead() {
        try (CodeFile file = CodeFile.create(folder.resolve("f"), 1, new LabelledRow(0, 0, 0))) {
            file.append(Tensor.of(new float[] {5, 6, 7}, 3, 1));
            ByteBuffer target = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);

            file.gather(new int[] {0, 2, 1}, 1, 2, target);

            assertThat(target.position()).isEqualTo(4);
            assertThat(target.limit()).isEqualTo(12);
            assertThat(target.getFloat(0)).isEqualTo(7);
        }
    }

    private static float[] read(Items items, int... indices) {
        ByteBuffer target = ByteBuffer.allocate(indices.length * items.shape().size() * Float.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
        items.gather(indices, 0, indices.length, target);
        FloatBuffer values = target.flip().asFloatBuffer();
        float[] array = new float[values.remaining()];
        values.get(array);
        return array;
    }
}
