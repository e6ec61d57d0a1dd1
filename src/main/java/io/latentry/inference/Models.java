package io.latentry.inference;

import io.latentry.model.ImpossibleException;
import io.latentry.model.ItemShape;
import io.latentry.model.ModelReference;
import io.latentry.registry.Lease;
import io.latentry.registry.ModelRegistry;
import io.latentry.registry.ModelVersion;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Finds models and puts them to work. */
@Component
class Models {

    private final ModelRegistry registry;

    Models(ModelRegistry registry) {
        this.registry = registry;
    }

    /** Finds a version without loading it, so that a request can be checked first. */
    ModelVersion find(String model) {
        return registry.get(ModelReference.parse(model));
    }

    /** Lets the version at hand answer, loading it if need be. */
    Answer use(ModelVersion version, Function<Roles, Answer> verb) {
        try (Lease lease = registry.lease(ModelReference.parse(version.reference()))) {
            Answer answer = verb.apply(new Roles(lease));
            answer.arrays().forEach(Models::checkFinite);
            return answer;
        }
    }

    /** JSON has no words for these, and pictures no colour. */
    private static void checkFinite(Answer.Array array) {
        FloatBuffer values = array.values().values();
        while (values.hasRemaining()) {
            if (!Float.isFinite(values.get())) {
                throw new ImpossibleException(
                        "answer-not-finite",
                        "The model's " + array.name() + " are not all finite: the items are too far from its data");
            }
        }
    }

    /** The roles of a model in use. */
    record Roles(Lease lease) {

        String model() {
            return lease.version().reference();
        }

        ItemShape shape() {
            return lease.version().config().shape();
        }

        /**
         * Returns the model in a role.
         *
         * @param capability that needs the role, in the API's words
         */
        <R> R as(Class<R> role, String capability) {
            return lease.network()
                    .as(role)
                    .orElseThrow(() -> new ImpossibleException(
                            "capability-unsupported",
                            model() + " can't " + capability,
                            Map.of("capabilities", lease.version().config().capabilities())));
        }
    }
}
