package io.latentry.evaluation;

import io.latentry.core.error.NotFoundException;
import io.latentry.dataset.Dataset;
import io.latentry.dataset.DatasetCatalog;
import io.latentry.model.ModelReference;
import io.latentry.registry.ModelRegistry;
import io.latentry.storage.IfThereIsRoom;
import io.latentry.storage.StorageMonitor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Puts the demo models' evaluation into a store without any, if the models and the data that it is of are there. */
@Component
@Order(40)
@ConditionalOnBooleanProperty(name = "latentry.demo", matchIfMissing = true)
class DemoEvaluation implements ApplicationRunner {

    private static final ClassPathResource FILE = new ClassPathResource("demo/evaluation.json");

    private final EvaluationStore store;
    private final DatasetCatalog datasets;
    private final ModelRegistry registry;
    private final JsonMapper json;
    private final StorageMonitor storage;

    DemoEvaluation(
            EvaluationStore store,
            DatasetCatalog datasets,
            ModelRegistry registry,
            JsonMapper json,
            StorageMonitor storage) {
        this.store = store;
        this.datasets = datasets;
        this.registry = registry;
        this.json = json;
        this.storage = storage;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (!FILE.exists() || !store.isEmpty()) {
            return;
        }
        Evaluation evaluation = read();
        if (isOfThisStore(evaluation)) {
            IfThereIsRoom.add("the demo evaluation", storage, () -> store.insert(evaluation));
        }
    }

    private Evaluation read() {
        try (InputStream input = FILE.getInputStream()) {
            return json.readValue(input, Evaluation.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isOfThisStore(Evaluation evaluation) {
        try {
            Dataset dataset = datasets.get(evaluation.dataset().name());
            evaluation.models().forEach(model -> registry.get(ModelReference.parse(model)));
            return dataset.hash().equals(evaluation.dataset().hash());
        } catch (NotFoundException e) {
            return false;
        }
    }
}
