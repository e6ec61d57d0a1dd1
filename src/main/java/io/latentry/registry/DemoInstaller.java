package io.latentry.registry;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Puts the demo models into a new store; {@code latentry.demo=false} leaves them out. */
@Component
@Order(20)
@ConditionalOnBooleanProperty(name = "latentry.demo", matchIfMissing = true)
class DemoInstaller implements ApplicationRunner {

    private final DemoModels demos;

    DemoInstaller(DemoModels demos) {
        this.demos = demos;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        demos.register(DemoModels.all());
    }
}
