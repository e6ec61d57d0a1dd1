package io.latentry.exchange;

import io.latentry.core.error.ImpossibleException;
import io.latentry.model.ItemShape;
import io.latentry.model.ModelConfig;
import io.latentry.model.ModelReference;
import io.latentry.model.TensorRange;
import io.latentry.registry.Lease;
import io.latentry.registry.ModelRegistry;
import io.latentry.registry.ModelVersion;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Finds models and puts them to work. */
@Component
public class Models {

    private final ModelRegistry registry;
    private final Supplier<Turn> turn;

    Models(ModelRegistry registry, Supplier<Turn> turn) {
        this.registry = registry;
        this.turn = turn;
    }

    /** Finds a version without loading it, so that a request can be checked first. */
    public ModelVersion find(String model) {
        return registry.get(ModelReference.parse(model));
    }

    /** Lets the version at hand answer, loading it if need be; the request's turn ends with it. */
    public <A extends ArrayAnswer> A use(ModelVersion version, Function<Roles, A> verb) {
        ModelReference reference = ModelReference.parse(version.reference());
        if (!registry.isLoaded(version)) {
            turn.get().interrupt(() -> registry.lease(reference).close());
        }
        try (Lease lease = registry.lease(reference)) {
            A answer = verb.apply(new Roles(lease));
            answer.arrays().forEach(Models::checkFinite);
            return answer;
        } finally {
            turn.get().end();
        }
    }

    /** JSON has no words for these, and pictures no colour. */
    private static void checkFinite(NamedArray array) {
        if (!TensorRange.isFinite(array.values())) {
            throw new ImpossibleException(
                    "answer-not-finite",
                    "The model's " + array.name() + " are not all finite: the items are too far from its data");
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
