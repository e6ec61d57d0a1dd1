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

    /** Whether a URL is that of this file. */
    boolean isAt(String url) {
        return url.startsWith("jdbc:h2:") && slashed(url).contains(slashed(name()));
    }

    private static String slashed(String text) {
        return text.replace('\\', '/');
    }

    DatabaseView view() throws SQLException {
        return DatabaseView.read("jdbc:h2:file:" + name(), user, password);
    }

    /** What H2 calls the file. */
    private String name() {
        String file = path.toString();
        return file.substring(0, file.length() - SUFFIX.length());
    }
}
