package io.latentry.engine;

import io.latentry.core.error.FieldError;
import io.latentry.core.error.InvalidInputException;
import io.latentry.engine.family.Family;
import io.latentry.model.DatasetFacts;
import io.latentry.model.ElementType;
import io.latentry.model.Hyperparameters;
import io.latentry.model.ItemShape;
import io.latentry.model.ModelConfig;
import java.util.ArrayList;
import java.util.List;

/** Checks configurations from outside by planning them again. */
final class ConfigCheck {

    private ConfigCheck() {}

    /**
     * Checks that a configuration is one that its method would plan.
     *
     * @throws InvalidInputException naming the fields that are not right
     */
    static void verify(ModelConfig config) {
        Family family = Family.of(config.method());
        Hyperparameters.restore(family.hyperparameters(), config.hyperparameters());
        ModelConfig planned = plan(family, config);
        List<FieldError> errors = new ArrayList<>();
        compare(errors, "format", config.format(), planned.format());
        compare(errors, "codeShape", config.codeShape(), planned.codeShape());
        compare(errors, "capabilities", config.capabilities(), planned.capabilities());
        compare(errors, "parameters", config.parameters(), planned.parameters());
        if (!errors.isEmpty()) {
            throw new InvalidInputException("invalid-config", "The configuration contradicts itself", errors);
        }
    }

    private static ModelConfig plan(Family family, ModelConfig config) {
        try {
            return family.replan(config, facts(config));
        } catch (ArithmeticException e) {
            throw new InvalidInputException(
                    "invalid-config",
                    "The configuration is of a network that is too large",
                    List.of(new FieldError("hyperparameters", "must not give layers of 2^31 values")));
        }
    }

    /** Facts of a dataset that any method could learn from. */
    private static DatasetFacts facts(ModelConfig config) {
        return new DatasetFacts(shape(config), ElementType.FLOAT32, 1, 0, 0, 1, config.classes());
    }

    private static ItemShape shape(ModelConfig config) {
        try {
            return config.shape();
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new InvalidInputException(
                    "invalid-config",
                    "The configuration has an impossible itemShape",
                    List.of(new FieldError("itemShape", "must be [width] or [channels, height, width]")));
        }
    }

    private static void compare(List<FieldError> errors, String field, Object actual, Object expected) {
        if (!actual.equals(expected)) {
            errors.add(new FieldError(field, "must be " + expected + ", as the other fields have it"));
        }
    }
}
