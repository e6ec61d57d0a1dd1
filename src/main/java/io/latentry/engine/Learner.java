package io.latentry.engine;

import ai.djl.ndarray.NDManager;
import io.latentry.engine.family.NetworkDescription;
import io.latentry.model.ElementType;

/** A way to learn, before it has begun. */
interface Learner {

    Regimen regimen();

    /**
     * The program, with the network's methods and its own.
     *
     * @param stored how items are stored
     */
    String source(NetworkDescription network, ElementType stored);

    /** Whether what the network is given to reconstruct is disturbed. */
    boolean disturbs();

    /**
     * Begins with the first step.
     *
     * @param state of the network
     * @param examples to begin with
     * @param manager that the arrays of learning live in
     */
    Learning begin(TorchProgram program, TrainingState state, Examples examples, NDManager manager);

    /** Goes on after a step, with the arrays that {@link Learning#entries} gave. */
    Learning resume(TorchProgram program, TrainingState state, SafeTensorsReader file, long step, NDManager manager);
}
