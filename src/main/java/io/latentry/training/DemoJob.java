package io.latentry.training;

import io.latentry.core.error.NotFoundException;
import io.latentry.job.Jobs;
import io.latentry.storage.IfThereIsRoom;
import io.latentry.storage.StorageMonitor;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Leaves a cancelled job in a new store, so that there is one to look at and to resume. */
@Component
@Order(30)
class DemoJob implements ApplicationRunner {

    private static final TrainingRequest REQUEST = new TrainingRequest(
            "vae",
            "fashion-sample",
            "resumed-vae",
            Map.of("epochs", 20),
            1L,
            "Made by resuming the job of a new store");

    private final boolean wanted;
    private final Jobs jobs;
    private final TrainingService training;
    private final StorageMonitor storage;

    DemoJob(
            @Value("${latentry.demo:true}") boolean wanted,
            Jobs jobs,
            TrainingService training,
            StorageMonitor storage) {
        this.wanted = wanted;
        this.jobs = jobs;
        this.training = training;
        this.storage = storage;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (!wanted || !jobs.isEmpty()) {
            return;
        }
        IfThereIsRoom.add("the demo job", storage, this::hold);
    }

    private void hold() {
        try {
            training.hold(REQUEST);
        } catch (NotFoundException e) {
            // Its dataset was deleted before any job was submitted.
        }
    }
}
