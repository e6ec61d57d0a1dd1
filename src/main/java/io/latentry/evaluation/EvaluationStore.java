package io.latentry.evaluation;

import io.latentry.core.error.NotFoundException;
import io.latentry.evaluation.Evaluation.Column;
import io.latentry.evaluation.Evaluation.Row;
import io.latentry.evaluation.Evaluation.Score;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The evaluations that there are, whole, and their scores one by one for leaderboards. */
@Component
class EvaluationStore {

    private static final String LATEST = "latest";

    /** Comes after every id. */
    private static final String END = "~";

    private final JdbcClient jdbc;
    /** Reads what other releases have written, too. */
    private final JsonMapper json;

    private final EvaluationFiles files;

    EvaluationStore(JdbcClient jdbc, EvaluationFiles files, JsonMapper json) {
        this.jdbc = jdbc;
        this.files = files;
        this.json = json.rebuild()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .build();
    }

    /** Adds an evaluation, once: first the file is on disk, then the rows are committed. */
    @Transactional
    void insert(Evaluation evaluation) {
        if (find(evaluation.id()).isPresent()) {
            return;
        }
        String document = json.writeValueAsString(evaluation);
        files.write(evaluation.id(), document);
        jdbc.sql("""
                        INSERT INTO evaluation (id, dataset, dataset_hash, document, created_at)
                        VALUES (:id, :dataset, :hash, :document, :createdAt)
                        """)
                .param("id", evaluation.id())
                .param("dataset", evaluation.dataset().name())
                .param("hash", evaluation.dataset().hash())
                .param("document", document)
                .param("createdAt", evaluation.createdAt().atOffset(ZoneOffset.UTC))
                .update();
        for (Row row : evaluation.rows()) {
            for (Column column : evaluation.columns()) {
                Score score = row.scores().get(column.measure());
                if (score != null) {
                    insert(evaluation.id(), row, column, score);
                }
            }
        }
    }

    private void insert(String evaluation, Row row, Column column, Score score) {
        jdbc.sql("""
                        INSERT INTO evaluation_score (evaluation, representation, kind, code_size, measure, title, better,
                            decimals, train_items, mean, deviation, runs)
                        VALUES (:evaluation, :representation, :kind, :codeSize, :measure, :title, :better,
                            :decimals, :trainItems, :mean, :deviation, :runs)
                        """)
                .param("evaluation", evaluation)
                .param("representation", row.representation())
                .param("kind", row.kind())
                .param("codeSize", row.codeSize())
                .param("measure", column.measure())
                .param("title", column.title())
                .param("better", column.better())
                .param("decimals", column.decimals())
                .param("trainItems", column.trainItems())
                .param("mean", score.mean())
                .param("deviation", score.deviation())
                .param("runs", score.runs())
                .update();
    }

    /**
     * Returns an evaluation.
     *
     * @param id of its job, or {@code latest}
     * @throws NotFoundException if there is none, or it is not done
     */
    Evaluation get(String id) {
        return (id.equals(LATEST) ? page(null, 1).stream().findFirst() : find(id))
                .orElseThrow(() -> new NotFoundException(
                        "evaluation-not-found",
                        "There is no evaluation " + id + "; where its job stands, GET /v1/jobs/{id} tells"));
    }

    private Optional<Evaluation> find(String id) {
        return document(id).map(this::read);
    }

    private Optional<String> document(String id) {
        return jdbc.sql("SELECT document FROM evaluation WHERE id = :id")
                .param("id", id)
                .query(String.class)
                .optional();
    }

    /**
     * Evaluations, the newest job's first.
     *
     * @param after id of the last one before them; null for the first of all
     */
    List<Evaluation> page(@Nullable String after, int limit) {
        return jdbc
                .sql("SELECT document FROM evaluation WHERE id < :after ORDER BY id DESC LIMIT :limit")
                .param("after", after == null ? END : after)
                .param("limit", limit)
                .query(String.class)
                .list()
                .stream()
                .map(this::read)
                .toList();
    }

    /** Writes the files that are missing, and returns the ids of all evaluations. */
    Set<String> describe() {
        Set<String> ids =
                jdbc.sql("SELECT id FROM evaluation").query(String.class).set();
        for (String id : ids) {
            if (!files.exists(id)) {
                document(id).ifPresent(document -> files.write(id, document));
            }
        }
        return ids;
    }

    /** Adds the evaluations whose documents are there. */
    @Transactional
    int adopt() {
        List<Evaluation> found = files.documents(this::read);
        found.forEach(this::insert);
        return found.size();
    }

    boolean isEmpty() {
        return jdbc.sql("SELECT count(*) FROM evaluation").query(Long.class).single() == 0;
    }

    /** All scores on data of a hash, the oldest evaluation's first. */
    List<Entry> entries(String hash) {
        return jdbc.sql("""
                        SELECT s.* FROM evaluation_score s JOIN evaluation e ON e.id = s.evaluation
                        WHERE e.dataset_hash = :hash ORDER BY e.id, s.representation
                        """).param("hash", hash).query(Entry.class).list();
    }

    /** A score with all that places it on a board. */
    record Entry(
            String evaluation,
            String representation,
            String kind,
            int codeSize,
            String measure,
            String title,
            String better,
            int decimals,
            int trainItems,
            double mean,
            @Nullable Double deviation,
            int runs) {}

    private Evaluation read(String document) {
        return json.readValue(document, Evaluation.class);
    }
}
