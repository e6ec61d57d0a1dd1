package io.latentry.training;

import io.latentry.model.Capability;
import io.latentry.model.Hyperparameter;
import io.latentry.model.Method;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * A method as the API shows it.
 *
 * @param name as requests write it
 * @param description what it does
 * @param capabilities what its models can do
 * @param hyperparameters what it takes
 */
record MethodView(
        String name, String description, List<String> capabilities, List<HyperparameterView> hyperparameters) {

    /**
     * A hyper-parameter as the API shows it.
     *
     * @param name as requests write it
     * @param domain the values it accepts, in words
     * @param defaultValue its value when a request leaves it out, in words
     * @param description what it does
     */
    @Schema(name = "HyperparameterView")
    record HyperparameterView(String name, String domain, String defaultValue, String description) {

        static HyperparameterView of(Hyperparameter<?> parameter) {
            return new HyperparameterView(
                    parameter.name(), parameter.domain().text(), parameter.fallbackText(), parameter.description());
        }
    }

    static MethodView of(Method method) {
        return new MethodView(
                method.name(),
                method.description(),
                method.capabilities().stream().map(Capability::label).sorted().toList(),
                method.hyperparameters().stream().map(HyperparameterView::of).toList());
    }
}
