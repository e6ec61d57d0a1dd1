package io.latentry;

import io.latentry.storage.Home;
import io.latentry.storage.StoreFile;
import io.latentry.storage.StoreIdentity;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Counts the changes of the database, in the database first and then in the store's file: after a crash the file may be
 * behind, never ahead, so that a database behind the file is an older copy.
 */
@Component
class StoreGeneration {

    private static final Logger LOG = LoggerFactory.getLogger(StoreGeneration.class);

    private final JdbcClient jdbc;
    private final StoreFile file;
    private long recorded = -1;
    private boolean failing;

    StoreGeneration(JdbcClient jdbc, Home home) {
        this.jdbc = jdbc;
        this.file = new StoreFile(home);
    }

    /** Gives a database without an identity that of the store. */
    void begin(StoreIdentity identity) {
        jdbc.sql("INSERT INTO store (id, generation, changed_at) VALUES (:id, :generation, :now)")
                .param("id", identity.id())
                .param("generation", identity.generation())
                .param("now", now())
                .update();
    }

    /** Counts a change, in its transaction. */
    void advance() {
        jdbc.sql("UPDATE store SET generation = generation + 1, changed_at = :now")
                .param("now", now())
                .update();
    }

    /** The identity as it was last committed; empty before there is one. */
    Optional<StoreIdentity> committed() {
        return jdbc.sql("SELECT id, generation FROM store")
                .query((row, number) -> new StoreIdentity(row.getString("id"), row.getLong("generation")))
                .optional();
    }

    /** Brings to the file what is on disk in the database. A file that cannot be written falls behind, which is safe. */
    synchronized void record(StoreIdentity identity) {
        if (identity.generation() <= recorded) {
            return;
        }
        try {
            file.write(identity);
            recorded = identity.generation();
            failing = false;
        } catch (IOException e) {
            if (!failing) {
                LOG.warn("Could not write the store's generation to its file: {}", e.toString());
            }
            failing = true;
        }
    }

    private static OffsetDateTime now() {
        return OffsetDateTime.now(ZoneOffset.UTC);
    }
}
