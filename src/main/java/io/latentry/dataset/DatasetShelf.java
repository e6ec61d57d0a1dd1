package io.latentry.dataset;

import io.latentry.core.error.CorruptDataException;
import io.latentry.storage.FileSource;
import io.latentry.storage.Home;
import io.latentry.storage.Scrubbed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Has all datasets compared with their checksums by the scrub. */
@Component
class DatasetShelf implements Scrubbed.Shelf {

    private final Home home;
    private final DatasetTable table;
    private final DatasetChecks checks;

    DatasetShelf(Home home, DatasetTable table, DatasetChecks checks) {
        this.home = home;
        this.table = table;
        this.checks = checks;
    }

    /** The name under which damage is listed. */
    static String name(String dataset) {
        return "dataset " + dataset;
    }

    @Override
    public List<Scrubbed> all() {
        return table.page("", Integer.MAX_VALUE).stream()
                .map(dataset -> new Scrubbed(name(dataset.name()), source -> damage(dataset, source)))
                .toList();
    }

    private Optional<String> damage(Dataset dataset, FileSource source) throws IOException {
        Optional<String> damage = read(dataset, source);
        return damage.isEmpty() || table.folder(dataset).isEmpty() ? Optional.empty() : damage;
    }

    private Optional<String> read(Dataset dataset, FileSource source) throws IOException {
        Optional<Path> folder = table.folder(dataset).map(home.datasets()::resolve);
        if (folder.isEmpty()) {
            return Optional.empty();
        }
        try {
            FolderCheck check = checks.of(folder.get());
            check.readAll(source);
            check.requireSound();
            return Optional.empty();
        } catch (CorruptDataException damage) {
            return Optional.of(String.valueOf(damage.getMessage()));
        }
    }
}
