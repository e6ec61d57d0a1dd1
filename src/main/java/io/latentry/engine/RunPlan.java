package io.latentry.engine;

import io.latentry.engine.family.Classifier;
import io.latentry.engine.family.Family;
import io.latentry.engine.family.Fitting;
import io.latentry.engine.family.NetworkDescription;
import io.latentry.engine.family.Settings;
import io.latentry.model.Capability;
import io.latentry.model.Hyperparameters;
import io.latentry.model.Items;
import io.latentry.model.ModelConfig;
import io.latentry.model.Precision;
import io.latentry.model.TrainingTask;
import io.latentry.model.Transfer;
import java.util.Optional;

/**
 * What a run trains, and on what.
 *
 * @param network that is trained
 * @param measured the same network as it is served, in float32
 * @param learner the way it learns
 * @param inherited what the network begins with
 * @param reconstructs whether its errors in reconstruction can be measured
 * @param train items to learn from
 * @param test items that the final figures are measured on
 */
record RunPlan(
        NetworkDescription network,
        NetworkDescription measured,
        Learner learner,
        InheritedWeights inherited,
        boolean reconstructs,
        Items train,
        Items test) {

    /** The task's network on its items. */
    static RunPlan whole(TrainingTask task, TorchRuntime runtime) {
        ModelConfig config = task.config();
        Family family = Family.of(config.method());
        String freeze =
                task.transfer() == null ? Transfer.NONE : task.transfer().freeze();
        return new RunPlan(
                family.network(config, freeze, Settings.precision(config)),
                family.network(config, freeze, Precision.FLOAT32),
                learner(family, config, runtime),
                InheritedWeights.of(task.transfer(), name -> family.isHead(config, name)),
                config.capabilities().contains(Capability.RECONSTRUCT.label()),
                task.train(),
                task.test());
    }

    /** Only the head of the task's classifier, on features of its items. */
    static RunPlan head(TrainingTask task, TorchRuntime runtime, FeatureFile features) {
        Classifier family = new Classifier();
        NetworkDescription head = family.head(task.config());
        return new RunPlan(
                head,
                head,
                learner(family, task.config(), runtime),
                InheritedWeights.none(),
                false,
                features.items(0, task.train()),
                features.items(task.train().count(), task.test()));
    }

    private static Learner learner(Family family, ModelConfig config, TorchRuntime runtime) {
        Optional<Fitting> fitting = family.fitting(config);
        return fitting.isPresent()
                ? new FittingLearner(fitting.get())
                : new GradientLearner(
                        runtime,
                        Hyperparameters.restore(family.hyperparameters(), config.hyperparameters()),
                        config.capabilities().contains(Capability.DENOISE.label()));
    }
}
