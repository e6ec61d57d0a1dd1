package io.latentry.model;

import io.latentry.core.error.ImpossibleException;
import io.latentry.core.error.InvalidInputException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decides what networks are made from existing ones; implemented by the engine. */
public interface FineTuning {

    /** Trains a new head, which tells the dataset's classes apart, on an encoder. */
    String CLASSIFY = "classify";

    /** Trains the same network on other data. */
    String CONTINUE = "continue";

    /**
     * Decides what network will be trained.
     *
     * @param parent the configuration to begin with
     * @param objective {@link #CLASSIFY} or {@link #CONTINUE}
     * @param freeze {@link Transfer#ALL}, {@link Transfer#NONE}, or the name of the last layer that is not trained
     * @param facts of the dataset
     * @param hyperparameters JSON values by name; what is not about training or the head is the parent's
     * @return the configuration, every hyper-parameter filled in
     * @throws InvalidInputException naming what is unknown, unacceptable, or not to be changed
     * @throws ImpossibleException if such a network cannot learn from this dataset
     */
    ModelConfig plan(
            ModelConfig parent,
            String objective,
            String freeze,
            DatasetFacts facts,
            Map<String, ? extends @Nullable Object> hyperparameters);

    /**
     * What the features of a wholly frozen network depend on beside its weights and the data.
     *
     * @param config of the network that is to be trained
     */
    String featureIdentity(ModelConfig config);
}
