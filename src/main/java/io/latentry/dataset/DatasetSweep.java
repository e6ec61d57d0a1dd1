package io.latentry.dataset;

import io.latentry.storage.DurableFiles;
import io.latentry.storage.Home;
import io.latentry.storage.OrphanSweep;
import io.latentry.storage.StoreStart;
import jakarta.annotation.PostConstruct;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Removes what a killed server left, before requests arrive: unfinished uploads, and folders without a row; but where the
 * database is new, gives the folders their rows first.
 */
@Component
class DatasetSweep {

    /** What names of unfinished things begin with: uploads, Tomcat's parts of a request, models on their way in and out. */
    private static final List<String> UNFINISHED =
            List.of(DatasetStore.TEMPORARY, "upload_", "import-", "export-", "blob-");

    private final Home home;
    private final DatasetTable table;
    private final DatasetAdoption adoption;
    private final StoreStart start;

    DatasetSweep(Home home, DatasetTable table, DatasetAdoption adoption, StoreStart start) {
        this.home = home;
        this.table = table;
        this.adoption = adoption;
        this.start = start;
    }

    @PostConstruct
    void sweep() throws IOException {
        Files.createDirectories(home.temporary());
        Files.createDirectories(home.datasets());
        DurableFiles.force(home.root());
        for (Path path : Folders.list(home.temporary())) {
            String name = path.getFileName().toString();
            if (UNFINISHED.stream().anyMatch(name::startsWith)) {
                Folders.delete(path);
            }
        }
        if (start.adopting()) {
            adoption.adopt();
        } else {
            adoption.describe();
            Set<String> known = table.folders();
            new OrphanSweep(start)
                    .sweep(
                            "datasets",
                            Folders.list(home.datasets()),
                            path -> known.contains(path.getFileName().toString()));
        }
    }
}
