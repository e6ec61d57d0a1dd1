package io.latentry.engine;

import io.latentry.engine.family.Family;
import io.latentry.engine.family.FineTunePlan;
import io.latentry.model.FineTuning;
import io.latentry.model.MemoryEstimator;
import io.latentry.model.Method;
import java.util.List;

/** The methods that the engine knows. */
public final class Methods {

    private Methods() {}

    /** How networks are made from existing ones. */
    public static FineTuning fineTuning() {
        return new FineTunePlan();
    }

    /** What training takes of memory. */
    public static MemoryEstimator memoryEstimator() {
        return new TorchMemoryEstimator();
    }

    /** All of them, in the order of the documentation. */
    public static List<Method> all() {
        return List.copyOf(Family.all());
    }
}
