package io.latentry.registry;

import io.latentry.storage.IfThereIsRoom;
import io.latentry.storage.StorageMonitor;
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
    private final StorageMonitor storage;

    DemoInstaller(DemoModels demos, StorageMonitor storage) {
        this.demos = demos;
        this.storage = storage;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        IfThereIsRoom.add("demo models", storage, () -> demos.register(DemoModels.all()));
    }
}
