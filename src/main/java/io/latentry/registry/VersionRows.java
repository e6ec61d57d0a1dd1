package io.latentry.registry;

import io.latentry.model.ModelCard;
import io.latentry.model.ModelConfig;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Maps the columns of versions to Java and back. */
@Component
class VersionRows implements RowMapper<ModelVersion> {

    private final JsonMapper json;

    VersionRows(JsonMapper json) {
        this.json = json;
    }

    @Override
    public ModelVersion mapRow(ResultSet row, int number) throws SQLException {
        return new ModelVersion(
                row.getString("model"),
                row.getInt("version"),
                json.readValue(row.getString("config"), ModelConfig.class),
                json.readValue(row.getString("card"), ModelCard.class),
                row.getString("weights"),
                hashes(row.getString("inherited")),
                row.getLong("bytes"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }

    private static List<String> hashes(String joined) {
        return joined.isEmpty() ? List.of() : List.of(joined.split(" "));
    }

    static String join(List<String> hashes) {
        return String.join(" ", hashes);
    }

    String write(ModelConfig config) {
        return json.writeValueAsString(config);
    }

    String write(ModelCard card) {
        return json.writeValueAsString(card);
    }

    /** The id of the job that a card names, if any. */
    Optional<String> job(String card) {
        return Optional.ofNullable(json.readValue(card, ModelCard.class).training())
                .map(ModelCard.Training::job);
    }

    static OffsetDateTime timestamp(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
