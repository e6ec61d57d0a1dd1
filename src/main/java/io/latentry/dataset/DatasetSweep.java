package io.latentry.dataset;

import io.latentry.storage.DurableFiles;
import io.latentry.storage.Home;
import jakarta.annotation.PostConstruct;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Deletes what a killed server left, before requests arrive: unfinished uploads, and folders without a row. */
@Component
class DatasetSweep {

    private static final Logger LOG = LoggerFactory.getLogger(DatasetSweep.class);
    private static final String MULTIPART = "upload_"; // Tomcat's name for the parts of a request

    private final Home home;
    private final DatasetTable table;

    DatasetSweep(Home home, DatasetTable table) {
        this.home = home;
        this.table = table;
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
        Set<String> known = table.folders();
        for (Path path : Folders.list(home.datasets())) {
            if (!known.contains(path.getFileName().toString())) {
                LOG.info("Deleting {}, which belongs to no dataset", path);
                Folders.delete(path);
            }
        }
    }
}
