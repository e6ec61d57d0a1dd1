package io.latentry.engine;

import ai.djl.ndarray.NDManager;
import io.latentry.engine.family.NetworkDescription;
import io.latentry.model.ElementType;
import io.latentry.model.Hyperparameters;

/**
 * Learns by the gradients of the first loss.
 *
 * @param runtime that computes them
 * @param settings of the training
 * @param disturbs whether what the network is given is disturbed
 */
record GradientLearner(TorchRuntime runtime, Hyperparameters settings, boolean disturbs) implements Learner {

    @Override
    public Regimen regimen() {
        return Regimen.of(settings);
    }

    @Override
    public String source(NetworkDescription network, ElementType stored) {
        return TrainingProgram.source(network, settings, stored);
    }

    @Override
    public Learning begin(TorchProgram program, TrainingState state, Examples examples, NDManager manager) {
        return learning(program, state, AdamState.initial(state.network(), manager));
    }

    @Override
    public Learning resume(
            TorchProgram program, TrainingState state, SafeTensorsReader file, long step, NDManager manager) {
        return learning(program, state, AdamState.restore(state.network(), manager, file, step));
    }

    private Learning learning(TorchProgram program, TrainingState state, AdamState adam) {
        return new GradientLearning(runtime, program, state, adam, regimen().batchSize());
    }
}
