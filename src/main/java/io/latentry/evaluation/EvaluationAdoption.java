package io.latentry.evaluation;

import io.latentry.storage.OrphanSweep;
import io.latentry.storage.StoreStart;
import jakarta.annotation.PostConstruct;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Makes the rows of evaluations from their files where the database is new, and the files from the rows otherwise. */
@Component
class EvaluationAdoption {

    private static final Logger LOG = LoggerFactory.getLogger(EvaluationAdoption.class);

    private final EvaluationStore store;
    private final EvaluationFiles files;
    private final StoreStart start;

    EvaluationAdoption(EvaluationStore store, EvaluationFiles files, StoreStart start) {
        this.store = store;
        this.files = files;
        this.start = start;
    }

    @PostConstruct
    void reconcile() {
        if (start.adopting()) {
            LOG.info("Adopted {} evaluations", store.adopt());
            return;
        }
        Set<Path> known = store.describe().stream().map(files::of).collect(Collectors.toSet());
        new OrphanSweep(start).sweep("evaluations", files.list(), known::contains);
    }
}
