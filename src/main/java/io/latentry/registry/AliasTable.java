package io.latentry.registry;

import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of aliases. */
@Component
class AliasTable {

    private final JdbcClient jdbc;
    private final FoundVersions found;

    AliasTable(JdbcClient jdbc, FoundVersions found) {
        this.jdbc = jdbc;
        this.found = found;
    }

    OptionalInt find(String name, String alias) {
        return jdbc.sql("SELECT version FROM model_alias WHERE model = :name AND alias = :alias")
                .param("name", name)
                .param("alias", alias)
                .query(Integer.class)
                .optional()
                .map(OptionalInt::of)
                .orElse(OptionalInt.empty());
    }

    /** The versions of a model's aliases, by alias. */
    SortedMap<String, Integer> of(String name) {
        SortedMap<String, Integer> aliases = new TreeMap<>();
        jdbc.sql("SELECT alias, version FROM model_alias WHERE model = :name")
                .param("name", name)
                .query(row -> {
                    aliases.put(row.getString("alias"), row.getInt("version"));
                });
        return aliases;
    }

    /** The aliases of one version, sorted. */
    List<String> of(ModelVersion version) {
        return jdbc.sql("SELECT alias FROM model_alias WHERE model = :name AND version = :version ORDER BY alias")
                .param("name", version.name())
                .param("version", version.version())
                .query(String.class)
                .list();
    }

    void put(ModelVersion version, String alias) {
        found.change();
        jdbc.sql("MERGE INTO model_alias (model, alias, version) KEY (model, alias) VALUES (:name, :alias, :version)")
                .param("name", version.name())
                .param("alias", alias)
                .param("version", version.version())
                .update();
    }

    /** Returns whether there was one. */
    boolean delete(String name, String alias) {
        found.change();
        return jdbc.sql("DELETE FROM model_alias WHERE model = :name AND alias = :alias")
                        .param("name", name)
                        .param("alias", alias)
                        .update()
                > 0;
    }

    void deleteAll(String name) {
        found.change();
        jdbc.sql("DELETE FROM model_alias WHERE model = :name")
                .param("name", name)
                .update();
    }
}
