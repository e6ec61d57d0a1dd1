package io.latentry.exchange;

import io.latentry.model.ImpossibleException;
import io.latentry.model.ItemShape;
import io.latentry.model.ModelConfig;
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
public class Models {

    private final ModelRegistry registry;

    Models(ModelRegistry registry) {
        this.registry = registry;
    }

    /** Finds a version without loading it, so that a request can be checked first. */
    public ModelVersion find(String model) {
        return registry.get(ModelReference.parse(model));
    }

    /** Lets the version at hand answer, loading it if need be. */
    public <A extends ArrayAnswer> A use(ModelVersion version, Function<Roles, A> verb) {
        try (Lease lease = registry.lease(ModelReference.parse(version.reference()))) {
            A answer = verb.apply(new Roles(lease));
            answer.arrays().forEach(Models::checkFinite);
            return answer;
        }
    }

    /** JSON has no words for these, and pictures no colour. */
    private static void checkFinite(NamedArray array) {
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
    public record Roles(Lease lease) {

        public String model() {
            return lease.version().reference();
        }

        public ModelConfig config() {
            return lease.version().config();
        }

        public ItemShape shape() {
            return config().shape();
        }

        /**
         * Returns the model in a role.
         *
         * @param capability that needs the role, in the API's words
         */
        public <R> R as(Class<R> role, String capability) {
            return lease.network()
                    .as(role)
                    .orElseThrow(() -> new ImpossibleException(
                            "capability-unsupported",
                            model() + " can't " + capability,
                            Map.of("capabilities", config().capabilities())));
        }
    }
}
