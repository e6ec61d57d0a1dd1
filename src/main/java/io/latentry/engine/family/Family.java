package io.latentry.engine.family;

import io.latentry.model.DatasetFacts;
import io.latentry.model.ItemShape;
import io.latentry.model.Method;
import io.latentry.model.ModelConfig;
import io.latentry.model.Precision;
import io.latentry.model.Transfer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A method with its networks. */
public interface Family extends Method {

    /** Items, and values of items, that are computed at once. */
    int MOST_ITEMS = 256;

    int MOST_VALUES = 1 << 20;

    /** All families, in the order of the documentation. */
    static List<Family> all() {
        return List.of(
                new PrincipalComponents(),
                new Dictionary(),
                new Autoencoder(),
                new DenoisingAutoencoder(),
                new VariationalAutoencoder(),
                new Classifier());
    }

    /**
     * The family of a method.
     *
     * @throws io.latentry.core.error.InvalidInputException if there is none of that name
     */
    static Family of(String method) {
        return all().stream()
                .filter(family -> family.name().equals(method))
                .findFirst()
                .orElseThrow(() -> io.latentry.core.error.InvalidInputException.field(
                        "method",
                        "must be one of "
                                + String.join(
                                        ", ", all().stream().map(Family::name).toList())));
    }

    /** Decides what {@link #plan} does, for networks whose sizes can be counted. */
    ModelConfig design(DatasetFacts facts, Map<String, ? extends @Nullable Object> hyperparameters);

    @Override
    default ModelConfig plan(DatasetFacts facts, Map<String, ? extends @Nullable Object> hyperparameters) {
        return Planning.bounded(facts, () -> design(facts, hyperparameters));
    }

    /**
     * The network that a configuration of this method describes, in training.
     *
     * @param freeze what is not trained, as {@link Transfer#freeze} tells it
     * @param precision of the products of layers, where there are any
     */
    NetworkDescription network(ModelConfig config, String freeze, Precision precision);

    /** The same, wholly trained, in float32. */
    default NetworkDescription network(ModelConfig config) {
        return network(config, Transfer.NONE, Precision.FLOAT32);
    }

    /** How the network learns without gradients; empty if it learns by them. */
    default Optional<Fitting> fitting(ModelConfig config) {
        return Optional.empty();
    }

    /** The layers between items and codes. */
    default EncoderLayers layers(ModelConfig config) {
        return Classifier.layersOf(config);
    }

    /**
     * What a configuration from outside should be, by what is not derived from the rest of it.
     *
     * @param facts of a dataset that the method could learn from
     */
    default ModelConfig replan(ModelConfig config, DatasetFacts facts) {
        return plan(facts, config.hyperparameters());
    }

    /** Whether an array belongs to the head, which a child does not take over from its parent. */
    default boolean isHead(ModelConfig config, String parameter) {
        return false;
    }

    /** The network in use, where it is computed in another precision if it gains by that. */
    default ServedDescription served(ModelConfig config, Precision precision) {
        return served(config);
    }

    /** The network in use. */
    default ServedDescription served(ModelConfig config) {
        NetworkDescription network = network(config);
        return new ServedDescription(network.arrays(), network.program(), false, mostServed(config));
    }

    /** The items that the network in use computes at once. */
    default int mostServed(ModelConfig config) {
        int mostItems = mostItems(config.shape());
        return fitting(config).isPresent() ? mostItems : Math.min(mostItems, Classifier.mostItems(config));
    }

    /** Items of a shape that are computed at once. */
    static int mostItems(ItemShape shape) {
        return Math.max(1, Math.min(MOST_ITEMS, MOST_VALUES / shape.size()));
    }
}
