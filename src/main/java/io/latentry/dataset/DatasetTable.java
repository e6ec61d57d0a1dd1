package io.latentry.dataset;

import io.latentry.model.DatasetFacts;
import io.latentry.model.ElementType;
import io.latentry.model.ItemShape;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The rows of datasets. */
@Component
class DatasetTable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JdbcClient jdbc;

    DatasetTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Inserts a row.
     *
     * @throws org.springframework.dao.DuplicateKeyException if the name is taken
     */
    void insert(Dataset dataset, String folder) {
        DatasetFacts facts = dataset.facts();
        jdbc.sql("""
                        INSERT INTO dataset (name, hash, folder, shape, element_type, train_count, test_count,
                            minimum, maximum, classes, created_at)
                        VALUES (:name, :hash, :folder, :shape, :type, :train, :test, :minimum, :maximum, :classes, :now)
                        """)
                .param("name", dataset.name())
                .param("hash", dataset.hash())
                .param("folder", folder)
                .param(
                        "shape",
                        facts.shape().dimensions().stream().map(String::valueOf).collect(Collectors.joining(",")))
                .param("type", facts.elementType().name())
                .param("train", facts.trainCount())
                .param("test", facts.testCount())
                .param("minimum", facts.minimum())
                .param("maximum", facts.maximum())
                .param("classes", JSON.writeValueAsString(dataset.classes()))
                .param("now", dataset.createdAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    Optional<Dataset> find(String name) {
        return jdbc.sql("SELECT * FROM dataset WHERE name = :name")
                .param("name", name)
                .query(DatasetTable::dataset)
                .optional();
    }

    Optional<String> folder(Dataset dataset) {
        return jdbc.sql("SELECT folder FROM dataset WHERE name = :name AND hash = :hash")
                .param("name", dataset.name())
                .param("hash", dataset.hash())
                .query(String.class)
                .optional();
    }

    /** Has changes to a dataset wait for each other until the transaction ends. */
    void lock(String name) {
        jdbc.sql("SELECT folder FROM dataset WHERE name = :name FOR UPDATE")
                .param("name", name)
                .query(String.class)
                .optional();
    }

    /** Like {@link #lock}, by its folder; false if no dataset has it any more. */
    boolean lockFolder(String folder) {
        return jdbc.sql("SELECT folder FROM dataset WHERE folder = :folder FOR UPDATE")
                .param("folder", folder)
                .query(String.class)
                .optional()
                .isPresent();
    }

    /** The names of all datasets by their folders. */
    Map<String, String> namesByFolder() {
        Map<String, String> names = new HashMap<>();
        jdbc.sql("SELECT folder, name FROM dataset").query(row -> {
            names.put(row.getString("folder"), row.getString("name"));
        });
        return names;
    }

    Set<String> folders() {
        return jdbc.sql("SELECT folder FROM dataset").query(String.class).set();
    }

    /** Datasets by name, those after a name. */
    List<Dataset> page(String after, int limit) {
        return jdbc.sql("SELECT * FROM dataset WHERE name > :after ORDER BY name LIMIT :limit")
                .param("after", after)
                .param("limit", limit)
                .query(DatasetTable::dataset)
                .list();
    }

    void delete(String folder) {
        jdbc.sql("DELETE FROM dataset WHERE folder = :folder")
                .param("folder", folder)
                .update();
    }

    private static Dataset dataset(ResultSet row, int number) throws SQLException {
        List<Integer> shape = Stream.of(row.getString("shape").split(","))
                .map(Integer::valueOf)
                .toList();
        DatasetFacts facts = new DatasetFacts(
                new ItemShape(shape),
                ElementType.valueOf(row.getString("element_type")),
                row.getInt("train_count"),
                row.getInt("test_count"),
                row.getDouble("minimum"),
                row.getDouble("maximum"),
                List.of(JSON.readValue(row.getString("classes"), String[].class)));
        return new Dataset(
                row.getString("name"),
                row.getString("hash"),
                facts,
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
