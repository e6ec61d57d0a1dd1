package io.latentry.dataset.ingest;

import io.latentry.storage.DurableFiles;
import io.latentry.storage.Home;
import io.latentry.storage.StoreStart;
import jakarta.annotation.PostConstruct;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The samples that this store was offered once, whether or not they are still there: rows, and a file with the same. */
@Component
class OfferedSamples {

    private final JdbcClient jdbc;
    private final Path file;
    private final StoreStart start;

    OfferedSamples(JdbcClient jdbc, Home home, StoreStart start) {
        this.jdbc = jdbc;
        this.file = home.root().resolve("samples.txt");
        this.start = start;
    }

    /** Makes the rows from the file where the database is new, and the file from the rows otherwise. */
    @PostConstruct
    void reconcile() {
        if (start.adopting()) {
            read().stream().filter(name -> !contains(name)).forEach(this::insert);
        }
        write();
    }

    boolean contains(String name) {
        return names().contains(name);
    }

    void add(String name) {
        insert(name);
        write();
    }

    private void insert(String name) {
        jdbc.sql("INSERT INTO installed_sample (name) VALUES (:name)")
                .param("name", name)
                .update();
    }

    private List<String> names() {
        return jdbc.sql("SELECT name FROM installed_sample ORDER BY name")
                .query(String.class)
                .list();
    }

    private List<String> read() {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write() {
        List<String> names = names();
        if (names.equals(read())) {
            return;
        }
        try {
            DurableFiles.write(file, (String.join("\n", names) + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
