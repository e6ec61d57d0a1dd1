package io.latentry.dataset;

import io.latentry.storage.DurableFiles;
import io.latentry.storage.Home;
import io.latentry.storage.OrphanSweep;
import io.latentry.storage.StoreStart;
import jakarta.annotation.PostConstruct;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Removes what a killed server left, before requests arrive: unfinished uploads, and folders without a row; but where the
 * database is new, gives the folders their rows first.
 */
@Component
class DatasetSweep {

    private static final String MULTIPART = "upload_"; // Tomcat's name for the parts of a request

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
            if (name.startsWith(DatasetStore.TEMPORARY) || name.startsWith(MULTIPART)) {
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
