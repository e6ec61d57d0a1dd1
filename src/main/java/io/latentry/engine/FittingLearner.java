package io.latentry.engine;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import io.latentry.engine.family.Fitting;
import io.latentry.engine.family.NetworkDescription;
import io.latentry.engine.layer.Parameter;
import io.latentry.model.ElementType;

/**
 * Learns without gradients.
 *
 * @param fitting how
 */
record FittingLearner(Fitting fitting) implements Learner {

    @Override
    public Regimen regimen() {
        return Regimen.of(fitting);
    }

    @Override
    public String source(NetworkDescription network, ElementType stored) {
        return FittingProgram.source(network, fitting, stored);
    }

    @Override
    public boolean disturbs() {
        return false;
    }

    @Override
    public Learning begin(TorchProgram program, TrainingState state, Examples examples, NDManager manager) {
        NDList working = new NDList();
        for (Parameter parameter : fitting.working()) {
            working.add(TrainingState.named(
                    WeightsFile.ARGUMENT, manager.zeros(WeightsFile.shapeOf(parameter), DataType.FLOAT64)));
        }
        FittingLearning learning = new FittingLearning(program, fitting, state, working);
        learning.begin(examples);
        return learning;
    }

    @Override
    public Learning resume(
            TorchProgram program, TrainingState state, SafeTensorsReader file, long step, NDManager manager) {
        NDList working = new NDList();
        for (Parameter parameter : fitting.working()) {
            working.add(FittingLearning.read(file, parameter, manager));
        }
        return new FittingLearning(program, fitting, state, working);
    }
}
