package io.latentry.storage;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/** The file {@code store.properties} in the home folder: the store's identity, as the database last had it. */
public final class StoreFile {

    private static final String ADOPTING = "adopting";

    private final Path path;

    public StoreFile(Home home) {
        this.path = home.root().resolve("store.properties");
    }

    boolean exists() {
        return Files.exists(path);
    }

    /** The identity; empty if there is no file. */
    public Optional<StoreIdentity> read() throws IOException {
        return properties().map(this::identity);
    }

    private StoreIdentity identity(Properties properties) {
        try {
            return StoreIdentity.of(properties);
        } catch (IllegalArgumentException e) {
            throw new StoreRefusedException(
                    "The file " + path + " is damaged: " + e.getMessage(),
                    "Restore it together with the database, or delete it if you know that the database is the newest one"
                            + " of this store.");
        }
    }

    /** Whether an adoption has begun and not ended, so that the database is incomplete. */
    boolean isAdopting() throws IOException {
        return properties().stream().anyMatch(properties -> properties.containsKey(ADOPTING));
    }

    private Optional<Properties> properties() throws IOException {
        if (!exists()) {
            return Optional.empty();
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(path, StandardCharsets.ISO_8859_1)) {
            properties.load(reader);
        } catch (IllegalArgumentException e) { // a broken escape: the values are missing
            properties.clear();
        }
        return Optional.of(properties);
    }

    /** Writes the identity, durably. */
    public void write(StoreIdentity identity) throws IOException {
        write(identity.lines());
    }

    /** Like {@link #write(StoreIdentity)}, and marks an adoption as begun. */
    void writeAdopting(StoreIdentity identity) throws IOException {
        write(identity.lines() + ADOPTING + "=true\n");
    }

    private void write(String lines) throws IOException {
        DurableFiles.write(path, lines.getBytes(StandardCharsets.UTF_8));
    }
}
