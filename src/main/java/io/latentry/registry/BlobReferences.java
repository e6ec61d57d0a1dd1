package io.latentry.registry;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Counts the versions that refer to a blob. */
@Component
class BlobReferences {

    private final JdbcClient jdbc;

    BlobReferences(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    int count(String hash) {
        return jdbc.sql(
                        "SELECT count(*) FROM model_version WHERE weights = :hash OR inherited LIKE '%' || :hash || '%'")
                .param("hash", hash)
                .query(Integer.class)
                .single();
    }
}
