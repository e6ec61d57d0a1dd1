package io.latentry.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;

/**
 * The file of the database, and how it is opened.
 *
 * @param path where it is, or would be
 * @param user of the database
 * @param password of that user
 */
record DatabaseFile(Path path, String user, String password) {

    private static final String SUFFIX = ".mv.db";

    static DatabaseFile in(Home home, String user, String password) {
        return new DatabaseFile(home.database().resolve("latentry" + SUFFIX), user, password);
    }

    boolean exists() {
        return Files.exists(path);
    }

    boolean isEmpty() throws IOException {
        return Files.size(path) == 0;
    }

    Instant modified() throws IOException {
        return Files.getLastModifiedTime(path).toInstant();
    }

    DatabaseView view() throws SQLException {
        String file = path.toString();
        return DatabaseView.read("jdbc:h2:file:" + file.substring(0, file.length() - SUFFIX.length()), user, password);
    }
}
