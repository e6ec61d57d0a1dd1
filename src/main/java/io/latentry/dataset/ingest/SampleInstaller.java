package io.latentry.dataset.ingest;

import io.latentry.core.error.ConflictException;
import io.latentry.dataset.Dataset;
import io.latentry.dataset.DatasetProperties;
import io.latentry.storage.IfThereIsRoom;
import io.latentry.storage.StorageMonitor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Puts the samples into a new store, once each: a deleted sample stays deleted. */
@Component
@Order(10)
class SampleInstaller implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(SampleInstaller.class);

    private final Ingest ingest;
    private final OfferedSamples offered;
    private final DatasetProperties properties;
    private final StorageMonitor storage;

    SampleInstaller(Ingest ingest, OfferedSamples offered, DatasetProperties properties, StorageMonitor storage) {
        this.ingest = ingest;
        this.offered = offered;
        this.properties = properties;
        this.storage = storage;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (properties.samples()) {
            IfThereIsRoom.add("samples", storage, () -> Sample.all().forEach(this::install));
        }
    }

    /** Marks the sample last: after a kill in between, the next start finds the name taken. */
    private void install(Sample sample) {
        if (offered.contains(sample.datasetName())) {
            return;
        }
        try {
            Dataset dataset = add(sample, sample.datasetName());
            LOG.info("Added the sample {} ({})", dataset.name(), dataset.hash());
        } catch (ConflictException exception) {
            LOG.info("Left out the sample {}: a dataset has its name", sample.datasetName());
        }
        offered.add(sample.datasetName());
    }

    /** Adds a sample under any name. */
    Dataset add(Sample sample, String name) {
        return ingest.add(name, sample.files(), IngestOptions.named(sample.classes()));
    }
}
