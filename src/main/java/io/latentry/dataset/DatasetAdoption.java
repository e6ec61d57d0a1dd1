package io.latentry.dataset;

import io.latentry.core.error.CorruptDataException;
import io.latentry.storage.Home;
import io.latentry.storage.StoreStart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Makes the rows of datasets from their folders, and sees that each folder says what is needed for that. */
@Component
class DatasetAdoption {

    private static final Logger LOG = LoggerFactory.getLogger(DatasetAdoption.class);
    private static final int HASH_DIGITS = 12;
    private static final int MAX_STEM = 50;

    private final Home home;
    private final DatasetTable table;
    private final StoreStart start;

    DatasetAdoption(Home home, DatasetTable table, StoreStart start) {
        this.home = home;
        this.table = table;
        this.start = start;
    }

    /** Registers the folders of earlier releases, and those whose registration was damaged. */
    void describe() throws IOException {
        for (Map.Entry<String, String> row : table.namesByFolder().entrySet()) {
            Path folder = home.datasets().resolve(row.getKey());
            if (Files.isDirectory(folder) && DatasetRegistration.find(folder).isEmpty()) {
                DatasetRegistration.of(table.find(row.getValue()).orElseThrow()).write(folder);
            }
        }
    }

    /** Inserts a row for each folder that is a dataset, and puts the others aside. */
    void adopt() throws IOException {
        List<Adopted> found = new ArrayList<>();
        for (Path folder : Folders.list(home.datasets())) {
            try {
                found.add(read(folder));
            } catch (UncheckedIOException | CorruptDataException e) {
                LOG.warn("{} is no dataset and is put aside: {}", folder, e.getMessage());
                start.trash().put("datasets", folder);
            }
        }
        found.sort(Comparator.comparing(each -> each.dataset().createdAt()));
        Set<String> taken = new HashSet<>();
        for (Adopted each : found) {
            insert(each, taken);
        }
        LOG.info("Adopted {} datasets", found.size());
    }

    /** A folder and the row to be. */
    private record Adopted(Path folder, Dataset dataset) {}

    private static Adopted read(Path folder) throws IOException {
        DatasetManifest manifest = DatasetManifest.read(folder);
        Optional<DatasetRegistration> known = DatasetRegistration.find(folder);
        DatasetRegistration registration = known.isPresent() ? known.get() : nameless(folder, manifest);
        return new Adopted(
                folder, new Dataset(registration.name(), manifest.hash(), manifest.facts(), registration.createdAt()));
    }

    private static DatasetRegistration nameless(Path folder, DatasetManifest manifest) throws IOException {
        String name = "recovered-" + manifest.hash().substring(0, HASH_DIGITS);
        LOG.warn("{} does not say its name; it is adopted as {}", folder, name);
        return new DatasetRegistration(
                name, Files.getLastModifiedTime(folder).toInstant().truncatedTo(ChronoUnit.MILLIS));
    }

    /** Of several folders with one name, as a kill can leave them, the oldest keeps it and none is lost. */
    private void insert(Adopted adopted, Set<String> taken) throws IOException {
        Dataset dataset = adopted.dataset();
        String name = dataset.name();
        for (int copy = 2; !taken.add(name); copy++) {
            String stem = dataset.name();
            name = stem.substring(0, Math.min(stem.length(), MAX_STEM)) + "-copy" + copy;
        }
        if (!name.equals(dataset.name())) {
            LOG.warn("A second dataset {} is adopted as {}", dataset.name(), name);
        }
        Dataset named = new Dataset(name, dataset.hash(), dataset.facts(), dataset.createdAt());
        DatasetRegistration.of(named).write(adopted.folder());
        table.insert(named, adopted.folder().getFileName().toString());
    }
}
