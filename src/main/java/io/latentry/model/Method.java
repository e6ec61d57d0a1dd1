package io.latentry.model;

import io.latentry.core.error.ImpossibleException;
import io.latentry.core.error.InvalidInputException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A way to learn a representation, such as {@code vae}. */
public interface Method {

    /** As requests write it. */
    String name();

    /** What it does, in one or two sentences for the API's reader. */
    String description();

    /** What its models can do. */
    Set<Capability> capabilities();

    /** What it takes, in the order of the documentation. */
    List<Hyperparameter<?>> hyperparameters();

    /**
     * Decides what network will be trained on a dataset.
     *
     * @param facts of the dataset
     * @param hyperparameters JSON values by name, for any subset of {@link #hyperparameters()}
     * @return the configuration, every hyper-parameter filled in
     * @throws InvalidInputException naming unknown or unacceptable hyper-parameters
     * @throws ImpossibleException if the method cannot learn from this dataset, such as a Bernoulli likelihood on values
     *     outside [0, 1]
     */
    ModelConfig plan(DatasetFacts facts, Map<String, ? extends @Nullable Object> hyperparameters);
}
