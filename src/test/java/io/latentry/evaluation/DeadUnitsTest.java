package io.latentry.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.latentry.dataset.DatasetWriter;
import io.latentry.dataset.Labelling;
import io.latentry.dataset.Split;
import io.latentry.dataset.StoredDataset;
import io.latentry.evaluation.protocol.Data;
import io.latentry.model.ElementType;
import io.latentry.model.ItemShape;
import io.latentry.model.LayerReader;
import io.latentry.model.Network;
import io.latentry.model.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeadUnitsTest {

    private static final int UNITS = 8;

    @TempDir
    private Path folder;

    @Test
    void countsUnitsThatHaveOneValueForAllItems() throws IOException {
        List<DeadUnits> layers = DeadUnits.of(new FakeNetwork(), data());

        assertThat(layers).containsExactly(new DeadUnits("relu", 4, UNITS), new DeadUnits("code", 0, 2));
        assertThat(Shortfalls.dead(layers.get(0), 4))
                .contains("4 of 8 units of the layer relu are dead: their values are the same for 4 test items.");
        assertThat(Shortfalls.dead(layers.get(1), 4)).isEmpty();
        assertThat(Shortfalls.dead(new DeadUnits("relu", 1, 10), 4)).isEmpty();
    }

    @Test
    void numbersThatAVaeDoesNotUseAreWarnedOf() {
        assertThat(Shortfalls.unused(Map.of("evaluation.activeUnits", 5.0), 20))
                .hasValueSatisfying(
                        warning -> assertThat(warning).startsWith("15 of the code's 20 numbers are unused"));
        assertThat(Shortfalls.unused(Map.of("evaluation.activeUnits", 18.0), 20))
                .isEmpty();
        assertThat(Shortfalls.unused(Map.of(), 20)).isEmpty();
    }

    private Data data() throws IOException {
        try (DatasetWriter writer =
                DatasetWriter.create(folder, ItemShape.vector(1), ElementType.FLOAT32, Optional.empty())) {
            for (int i = 0; i < 4; i++) {
                ByteBuffer item = ByteBuffer.allocate(Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
                writer.add(i == 0 ? Split.TRAIN : Split.TEST, item.putFloat(i).flip(), 0);
            }
            writer.seal(Labelling.none());
        }
        return Data.all(StoredDataset.open(folder), () -> false);
    }

    /** A linear layer, a ReLU of which some units never fire and one always says the same, and a code. */
    private static final class FakeNetwork implements Network, LayerReader {

        @Override
        public List<NamedLayer> layers() {
            return List.of(
                    new NamedLayer("flat", List.of(1)),
                    new NamedLayer("linear", List.of(UNITS)),
                    new NamedLayer("relu", List.of(UNITS)),
                    new NamedLayer("code", List.of(2)));
        }

        @Override
        public Tensor activations(Tensor items, String layer) {
            int units = layer.equals("relu") ? UNITS : 2;
            Tensor values = Tensor.allocate(items.rows(), units);
            for (int row = 0; row < items.rows(); row++) {
                float item = items.row(row).get(0);
                for (int unit = 0; unit < units; unit++) {
                    values.row(row).put(unit, unit < 2 ? item : unit == 2 ? 1 : Math.max(0, item - unit + 1.5f));
                }
            }
            return values;
        }

        @Override
        public Map<String, List<Integer>> arrays(String layer) {
            return layer.equals("linear") || layer.equals("code") ? Map.of("weight", List.of(1)) : Map.of();
        }

        @Override
        public Tensor array(String layer, String name) {
            throw new AssertionError("Weights are not read");
        }

        @Override
        public <R> Optional<R> as(Class<R> role) {
            return role.isInstance(this) ? Optional.of(role.cast(this)) : Optional.empty();
        }

        @Override
        public long bytes() {
            return 0;
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }
}
