package io.latentry.registry;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of models and their versions. A model exists while it has versions. */
@Component
class VersionTable {

    private final JdbcClient jdbc;
    private final VersionRows rows;
    private final FoundVersions found;

    VersionTable(JdbcClient jdbc, VersionRows rows, FoundVersions found) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.found = found;
    }

    /** Has changes to a model wait for each other until the transaction ends. */
    void lock(String name) {
        jdbc.sql("SELECT last_version FROM model WHERE name = :name FOR UPDATE")
                .param("name", name)
                .query(Integer.class)
                .optional();
    }

    /** Like {@link #lock}, for a model that may be new. */
    void lockOrCreate(String name) {
        try {
            jdbc.sql("""
                INSERT INTO model (name, last_version)
                SELECT :name, 0 WHERE NOT EXISTS (SELECT 1 FROM model WHERE name = :name)
                """).param("name", name).update();
        } catch (DuplicateKeyException e) {
            // Another transaction has just created it.
        }
        lock(name);
    }

    /** The last number that a model gave; empty if there never was one of the name. */
    Optional<Integer> findLastVersion(String name) {
        return jdbc.sql("SELECT last_version FROM model WHERE name = :name")
                .param("name", name)
                .query(Integer.class)
                .optional();
    }

    /** The number of the next version of a locked model. */
    int nextNumber(String name) {
        jdbc.sql("UPDATE model SET last_version = last_version + 1 WHERE name = :name")
                .param("name", name)
                .update();
        return findLastVersion(name).orElseThrow();
    }

    void insert(ModelVersion version, String origin) {
        found.change();
        jdbc.sql("""
            INSERT INTO model_version
                (model, version, origin, config, card, weights, inherited, bytes, created_at)
            VALUES (:model, :version, :origin, :config, :card, :weights, :inherited, :bytes, :createdAt)
            """)
                .param("model", version.name())
                .param("version", version.version())
                .param("origin", origin)
                .param("config", rows.write(version.config()))
                .param("card", rows.write(version.card()))
                .param("weights", version.weights())
                .param("inherited", VersionRows.join(version.inherited()))
                .param("bytes", version.bytes())
                .param("createdAt", VersionRows.timestamp(version.createdAt()))
                .update();
    }

    /** Makes a model whose versions are to be inserted again. */
    void insertModel(String name, int lastVersion) {
        jdbc.sql("INSERT INTO model (name, last_version) VALUES (:name, :last)")
                .param("name", name)
                .param("last", lastVersion)
                .update();
    }

    /** The number that each model's newest version has or had, by the model's name. */
    Map<String, Integer> lastVersions() {
        Map<String, Integer> last = new TreeMap<>();
        jdbc.sql("SELECT name, last_version FROM model").query(row -> {
            last.put(row.getString("name"), row.getInt("last_version"));
        });
        return last;
    }

    /** The origins of a model's versions, by their numbers. */
    Map<Integer, String> origins(String name) {
        Map<Integer, String> origins = new TreeMap<>();
        jdbc.sql("SELECT version, origin FROM model_version WHERE model = :name")
                .param("name", name)
                .query(row -> {
                    origins.put(row.getInt("version"), row.getString("origin"));
                });
        return origins;
    }

    Optional<ModelVersion> findByOrigin(String origin) {
        return jdbc.sql("SELECT * FROM model_version WHERE origin = :origin")
                .param("origin", origin)
                .query(rows)
                .optional();
    }

    Optional<ModelVersion> find(String name, int version) {
        return jdbc.sql("SELECT * FROM model_version WHERE model = :name AND version = :version")
                .param("name", name)
                .param("version", version)
                .query(rows)
                .optional();
    }

    Optional<ModelVersion> findNewest(String name) {
        return versions(name, Integer.MAX_VALUE, 1).stream().findFirst();
    }

    /** Versions of a model below a number, newest first. */
    List<ModelVersion> versions(String name, int below, int limit) {
        return jdbc.sql("""
            SELECT * FROM model_version WHERE model = :name AND version < :below
            ORDER BY version DESC LIMIT :limit
            """)
                .param("name", name)
                .param("below", below)
                .param("limit", limit)
                .query(rows)
                .list();
    }

    /** The newest version of each model after a name, by name. */
    List<ModelVersion> newest(String after, int limit) {
        return jdbc.sql("""
            SELECT * FROM model_version v
            WHERE model > :after
                AND version = (SELECT max(version) FROM model_version WHERE model = v.model)
            ORDER BY model LIMIT :limit
            """)
                .param("after", after)
                .param("limit", limit)
                .query(rows)
                .list();
    }

    /** Of each model after a name that learned from a dataset, the newest version that did, by name. */
    List<ModelVersion> newestFrom(String dataset, String after, int limit) {
        // The text of the cards leaves out most of the others; a dataset's name has no characters that JSON escapes.
        try (Stream<ModelVersion> versions =
                jdbc.sql("""
                    SELECT * FROM model_version WHERE model > :after AND card LIKE :mention
                    ORDER BY model, version DESC
                    """).param("after", after).param("mention", "%\"" + dataset + "\"%").query(rows).stream()) {
            Set<String> models = new HashSet<>();
            return versions.filter(version -> version.card().dataset() != null
                            && version.card().dataset().name().equals(dataset)
                            && models.add(version.name()))
                    .limit(limit)
                    .toList();
        }
    }

    void delete(ModelVersion version) {
        found.change();
        jdbc.sql("DELETE FROM model_version WHERE model = :name AND version = :version")
                .param("name", version.name())
                .param("version", version.version())
                .update();
    }

    /** Ids of the jobs that cards name, and of those that made a version. */
    Set<String> jobsOnCards() {
        Set<String> ids = new HashSet<>(
                jdbc.sql("SELECT origin FROM model_version").query(String.class).list());
        jdbc.sql("SELECT card FROM model_version").query(String.class).list().stream()
                .flatMap(card -> rows.job(card).stream())
                .forEach(ids::add);
        return ids;
    }

    /** Whether any model was ever published. */
    boolean isUntouched() {
        return jdbc.sql("SELECT count(*) FROM model").query(Long.class).single() == 0;
    }
}
