package io.latentry.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.latentry.engine.family.Family;
import io.latentry.engine.family.NetworkDescription;
import io.latentry.model.DatasetFacts;
import io.latentry.model.ElementType;
import io.latentry.model.Hyperparameters;
import io.latentry.model.ItemShape;
import io.latentry.model.ModelConfig;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrainingProgramTests {

    private static final float TINY = 1e-33f;

    private final TorchRuntime runtime = TorchRuntime.start(1);
    private final Family family = Family.of("autoencoder");

    /** Of black pictures the first layer's weights have no gradient, the last one's biases have. */
    @Test
    void momentsNeverBecomeSubnormal() {
        ItemShape shape = ItemShape.image(1, 2, 2);
        DatasetFacts facts = new DatasetFacts(shape, ElementType.UINT8, 16, 0, 0, 1, List.of());
        ModelConfig config = family.plan(facts, Map.of("hidden", List.of(3), "latentSize", 2));
        NetworkDescription network = family.network(config);
        try (NDManager manager = runtime.newManager()) {
            AdamState adam = AdamState.initial(network, manager);
            NDList moments = moments(adam, network);
            moments.forEach(moment -> moment.addi(TINY));

            train(config, network, adam, 15);
            assertThat(first(moments, network, "encoder.1.weight")).isPositive();
            train(config, network, adam, 1);

            assertThat(first(moments, network, "encoder.1.weight")).isZero();
            assertThat(first(moments, network, "decoder.2.bias")).isNotZero();
            train(config, network, adam, 144);
            for (NDArray moment : moments) {
                for (float value : moment.toFloatArray()) {
                    assertThat(value == 0 || Math.abs(value) >= Float.MIN_NORMAL)
                            .isTrue();
                }
            }
        }
    }

    private static NDList moments(AdamState adam, NetworkDescription network) {
        return adam.arrays().subNDList(0).stream()
                .limit(2L * network.trained().size())
                .collect(NDList::new, NDList::add, NDList::addAll);
    }

    private static float first(NDList moments, NetworkDescription network, String name) {
        List<String> names =
                network.trained().stream().map(parameter -> parameter.name()).toList();
        return moments.get(names.indexOf(name)).toFloatArray()[0];
    }

    private void train(ModelConfig config, NetworkDescription network, AdamState adam, int steps) {
        Hyperparameters settings = Hyperparameters.restore(family.hyperparameters(), config.hyperparameters());
        try (TorchProgram program =
                        TorchProgram.load(runtime, TrainingProgram.source(network, settings, ElementType.UINT8));
                NDManager call = runtime.newManager();
                GradientCollector collector = runtime.newGradientCollector()) {
            TrainingState state = TrainingState.initial(network, call, 1, null, InheritedWeights.none());
            NDList inputs = new NDList(
                    call.zeros(new Shape(steps, 1, 2, 2), DataType.UINT8),
                    call.zeros(new Shape(steps), DataType.INT64),
                    call.create(1L),
                    call.create(new long[steps]),
                    call.full(new Shape(steps), 1e-3f, DataType.FLOAT64));
            inputs.addAll(state.parameters()).addAll(adam.arrays());
            program.train("train", inputs);
        }
    }
}
