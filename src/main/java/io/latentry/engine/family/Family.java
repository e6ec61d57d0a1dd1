package io.latentry.engine.family;

import io.latentry.model.Method;
import io.latentry.model.ModelConfig;
import java.util.List;

/** A method with its networks. */
public interface Family extends Method {

    /** All families, in the order of the documentation. */
    static List<Family> all() {
        return List.of(new Autoencoder(), new DenoisingAutoencoder(), new VariationalAutoencoder());
    }

    /**
     * The family of a method.
     *
     * @throws io.latentry.model.InvalidInputException if there is none of that name
     */
    static Family of(String method) {
        return all().stream()
                .filter(family -> family.name().equals(method))
                .findFirst()
                .orElseThrow(() -> io.latentry.model.InvalidInputException.field(
                        "method",
                        "must be one of "
                                + String.join(
                                        ", ", all().stream().map(Family::name).toList())));
    }

    /** The network that a configuration of this method describes. */
    NetworkDescription network(ModelConfig config);
}
