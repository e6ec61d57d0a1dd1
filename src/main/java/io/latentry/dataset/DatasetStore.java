package io.latentry.dataset;

import io.latentry.core.error.ConflictException;
import io.latentry.core.error.CorruptDataException;
import io.latentry.core.error.NotFoundException;
import io.latentry.model.DatasetFacts;
import io.latentry.storage.DamageList;
import io.latentry.storage.DurableFiles;
import io.latentry.storage.Home;
import io.latentry.storage.StorageMonitor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** All sealed datasets: a folder each, and a row that comes after the folder and goes before it. */
@Component
public class DatasetStore implements DatasetCatalog {

    /** Starts the names of this room's folders below {@link Home#temporary()}. */
    public static final String TEMPORARY = "dataset-";

    private static final Logger LOG = LoggerFactory.getLogger(DatasetStore.class);

    private final Home home;
    private final DatasetTable table;
    private final ObjectProvider<DatasetGuard> guards;
    private final TransactionTemplate transaction;
    private final OpenDatasets open;
    private final StorageMonitor storage;
    private final DatasetChecks checks;
    private final DamageList damages;

    DatasetStore(
            Home home,
            DatasetTable table,
            ObjectProvider<DatasetGuard> guards,
            TransactionTemplate transaction,
            StorageMonitor storage,
            DatasetChecks checks,
            DamageList damages) {
        this.home = home;
        this.table = table;
        this.guards = guards;
        this.transaction = transaction;
        this.storage = storage;
        this.checks = checks;
        this.open = new OpenDatasets(checks, damages);
        this.damages = damages;
    }

    @Override
    public Dataset get(String name) {
        return table.find(name)
                .orElseThrow(() -> new NotFoundException("dataset-not-found", "There is no dataset " + name));
    }

    @Override
    public Path folder(Dataset dataset) {
        Path folder = path(dataset);
        checks.requireNoKnownDamage(folder);
        return folder;
    }

    private Path path(Dataset dataset) {
        return table.folder(dataset)
                .map(home.datasets()::resolve)
                .orElseThrow(() -> new NotFoundException(
                        "dataset-not-found", "The dataset " + dataset.name() + " has been deleted"));
    }

    @Override
    public boolean lock(Path folder) {
        return table.lockFolder(folder.getFileName().toString());
    }

    @Override
    public StoredDataset open(Dataset dataset) {
        Path folder = path(dataset);
        String name = DatasetShelf.name(dataset.name());
        try {
            StoredDataset stored = open.get(name, folder);
            if (!isOf(stored, dataset)) {
                throw FolderCheck.damaged(folder, DatasetManifest.FILE + " is not what was stored");
            }
            return stored;
        } catch (CorruptDataException damage) {
            path(dataset); // throws if it is being deleted: then it is no damage that files are missing
            damages.add(name, String.valueOf(damage.getMessage()));
            throw damage;
        }
    }

    /** Whether a manifest says what the database does. */
    private static boolean isOf(StoredDataset stored, Dataset dataset) {
        DatasetFacts found = stored.facts();
        DatasetFacts known = dataset.facts();
        return stored.hash().equals(dataset.hash())
                && found.shape().equals(known.shape())
                && found.elementType() == known.elementType()
                && found.trainCount() == known.trainCount()
                && found.testCount() == known.testCount()
                && found.minimum() == known.minimum()
                && found.maximum() == known.maximum()
                && found.classes().equals(known.classes());
    }

    /** Datasets by name, at most {@code limit} of those after a name. */
    List<Dataset> page(String after, int limit) {
        return table.page(after, limit);
    }

    /** Refuses a name that is taken, before work is done for it. */
    public void checkFree(String name) {
        if (table.find(name).isPresent()) {
            throw taken(name);
        }
    }

    /**
     * Takes over the folder that a {@link DatasetWriter} sealed, and records it.
     *
     * @throws ConflictException with code {@code dataset-exists} if the name is taken; the folder is deleted
     */
    public Dataset publish(String name, Path sealed) throws IOException {
        DatasetManifest manifest = DatasetManifest.read(sealed);
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        Dataset dataset = new Dataset(name, manifest.hash(), manifest.facts(), now);
        Path folder = home.datasets().resolve(UUID.randomUUID().toString());
        try {
            Files.createDirectories(home.datasets());
            DatasetRegistration.of(dataset).write(sealed);
            DurableFiles.move(sealed, folder);
            transaction.executeWithoutResult(
                    status -> table.insert(dataset, folder.getFileName().toString()));
        } catch (DuplicateKeyException exception) {
            discard(folder);
            throw taken(name);
        } catch (IOException | RuntimeException exception) {
            discardUnrecorded(folder);
            throw exception;
        }
        return dataset;
    }

    /** A transaction that failed may be committed all the same; a database that is closed is asked later. */
    private void discardUnrecorded(Path folder) {
        try {
            if (Files.exists(folder)
                    && !table.folders().contains(folder.getFileName().toString())) {
                discard(folder);
            }
        } catch (DataAccessException exception) {
            storage.cleanUpLater(() -> discardUnrecorded(folder));
        }
    }

    /** Deletes a temporary folder; later, if that fails now. */
    public void delete(Path temporary) {
        storage.discard(temporary);
    }

    private static ConflictException taken(String name) {
        return new ConflictException("dataset-exists", "There is a dataset " + name + " already");
    }

    /**
     * Deletes a dataset.
     *
     * @throws ConflictException with code {@code dataset-in-use} if a {@link DatasetGuard} objects
     */
    void delete(String name) {
        AtomicReference<@Nullable Path> folder = new AtomicReference<>();
        try {
            transaction.executeWithoutResult(status -> {
                table.lock(name);
                folder.set(deleteRow(get(name)));
            });
        } catch (RuntimeException exception) {
            Optional.ofNullable(folder.get()).ifPresent(this::discardUnrecorded);
            throw exception;
        }
        damages.remove(DatasetShelf.name(name));
        discard(Objects.requireNonNull(folder.get()));
    }

    private Path deleteRow(Dataset dataset) {
        Optional<String> user =
                guards.stream().flatMap(guard -> guard.usedBy(dataset).stream()).findFirst();
        if (user.isPresent()) {
            throw new ConflictException(
                    "dataset-in-use", "The dataset " + dataset.name() + " is used by " + user.get());
        }
        Path folder = path(dataset);
        table.delete(folder.getFileName().toString());
        return folder;
    }

    /** Where the folder is now: a full disk may have no room for the new entry. */
    private Path moved(Path folder, Path away) {
        try {
            Files.createDirectories(home.temporary());
            DurableFiles.move(folder, away);
            return away;
        } catch (IOException exception) {
            return Files.exists(away) ? away : folder;
        }
    }

    /** Moves the folder away in one step before its files go, so that none is found with some of them. */
    private void discard(Path folder) {
        open.forget(folder);
        Path away = home.temporary().resolve(TEMPORARY + folder.getFileName());
        try {
            Folders.delete(moved(folder, away));
        } catch (IOException exception) { // as on Windows, where mapped files cannot go; the next start sweeps them
            LOG.warn("Could not delete {} now: {}", folder, exception.getMessage());
            storage.cleanUpLater(() -> Folders.delete(Files.exists(away) ? away : folder));
        }
    }
}
