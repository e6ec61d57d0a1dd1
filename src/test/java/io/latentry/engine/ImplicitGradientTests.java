package io.latentry.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.latentry.engine.family.Family;
import io.latentry.engine.family.Fitting;
import io.latentry.engine.family.NetworkDescription;
import io.latentry.engine.layer.Parameter;
import io.latentry.model.DatasetFacts;
import io.latentry.model.ElementType;
import io.latentry.model.ItemShape;
import io.latentry.model.ModelConfig;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The gradient of the supervised dictionary's loss, which goes through the argmin that a code is (Mairal, Bach and Ponce 2012,
 * proposition 1), is that of central differences: both in float64, on codes that are converged.
 */
@Tag("long")
class ImplicitGradientTests {

    private static final int ITEMS = 7;
    private static final int VALUES = 5;
    private static final int ATOMS = 6;
    private static final DatasetFacts FACTS = new DatasetFacts(
            ItemShape.image(1, 1, VALUES), ElementType.FLOAT32, 100, 10, 0, 1, List.of("still", "slow", "fast"));

    /** Of the difference; its error is about h² = 1e-10, and the rounding of the loss over h as much. */
    private static final double STEP = 1e-5;

    /** What the gradients may differ by; the program rounds λ₂ to float32. */
    private static final double TOLERANCE = 1e-7;

    /** Adam's first mean is this share of the first gradient. */
    private static final double FIRST = 0.1;

    /** A late epoch, for the first ones learn without labels. */
    private static final String METHODS = """
            def learn(self, x: Tensor, labels: Tensor, p: List[Tensor]) -> Tensor:
              self.step(x, labels, p, 1000, 0)
              return x

            def lose(self, x: Tensor, labels: Tensor, p: List[Tensor]) -> Tensor:
              return self.losses(x, labels, p, 0, False)[0]

            def sparse(self, x: Tensor, p: List[Tensor]) -> Tensor:
              return self.code(x, p)
            """;

    private final TorchRuntime runtime = TorchRuntime.start(1);
    private final Map<String, double[]> arrays = new LinkedHashMap<>();
    private final Map<String, Shape> shapes = new LinkedHashMap<>();
    private final Random random = new Random(3);
    private final double[] items = normal(ITEMS * VALUES);
    private final long[] labels = random.longs(ITEMS, 0, FACTS.classes().size()).toArray();

    private NDManager manager;
    private TorchProgram program;

    @BeforeEach
    void open() {
        manager = runtime.newManager();
    }

    @AfterEach
    void close() {
        program.close();
        manager.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "codes"})
    void isThatOfCentralDifferences(String positive) {
        load(positive);
        assertSomeAtomsAreUsed();

        NDList learned = inputs();
        program.call("learn", learned);

        for (String name : List.of("atoms", "head.weight", "head.bias")) {
            double[] gradient = values(learned, name + ".m");
            for (int i = 0; i < gradient.length; i++) {
                assertThat(gradient[i] / FIRST)
                        .as("%s, value %d", name, i)
                        .isCloseTo(centralDifference(name, i), within(TOLERANCE));
            }
        }
    }

    /** Where all were used, or none, nothing would be told about the set of those in use. */
    private void assertSomeAtomsAreUsed() {
        NDList inputs = inputs();
        inputs.remove(1);
        double[] codes = program.call("sparse", inputs).head().toDoubleArray();
        long used = Arrays.stream(codes).filter(value -> value != 0).count();
        assertThat(used).isBetween(ITEMS * 2L, ITEMS * (ATOMS - 1L));
    }

    private void load(String positive) {
        Family family = Family.of("dictionary");
        ModelConfig config = family.plan(FACTS, settings(positive));
        NetworkDescription network = family.network(config);
        Fitting fitting = family.fitting(config).orElseThrow();
        network.arrays().forEach(array -> put(array, normal((int) array.size())));
        fitting.working().forEach(array -> put(array, new double[(int) array.size()]));
        program = TorchProgram.load(runtime, String.join("\n", network.program(), fitting.source(), METHODS));
    }

    private static Map<String, Object> settings(String positive) {
        return Map.of("supervised", true, "atoms", ATOMS, "positive", positive, "sparsity", 0.2, "iterations", 600);
    }

    private void put(Parameter parameter, double[] values) {
        arrays.put(parameter.name(), values);
        shapes.put(parameter.name(), WeightsFile.shapeOf(parameter));
    }

    /** (ℓ(w + h) − ℓ(w − h)) / 2h. */
    private double centralDifference(String name, int index) {
        double[] values = arrays.get(name);
        double value = values[index];
        values[index] = value + STEP;
        double above = loss();
        values[index] = value - STEP;
        double below = loss();
        values[index] = value;
        return (above - below) / (2 * STEP);
    }

    private double loss() {
        return program.call("lose", inputs()).head().getDouble();
    }

    private NDList inputs() {
        NDList inputs = new NDList(
                manager.create(items, new Shape(ITEMS, 1, 1, VALUES)), manager.create(labels, new Shape(ITEMS)));
        arrays.forEach((name, values) -> {
            NDArray array = manager.create(values, shapes.get(name));
            array.setName(WeightsFile.ARGUMENT);
            inputs.add(array);
        });
        return inputs;
    }

    private double[] values(NDList inputs, String name) {
        int position = 2 + List.copyOf(arrays.keySet()).indexOf(name);
        NDArray array = inputs.get(position);
        assertThat(array.getDataType()).isEqualTo(DataType.FLOAT64);
        return array.toDoubleArray();
    }

    private double[] normal(int count) {
        return random.doubles(count).map(unused -> random.nextGaussian()).toArray();
    }
}
