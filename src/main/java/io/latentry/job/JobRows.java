package io.latentry.job;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Maps the columns of jobs to Java and back. */
@Component
class JobRows implements RowMapper<Job> {

    private static final TypeReference<Map<String, String>> STRINGS = new TypeReference<>() {};

    private final JsonMapper json;

    JobRows(JsonMapper json) {
        this.json = json;
    }

    @Override
    public Job mapRow(ResultSet row, int number) throws SQLException {
        return new Job(
                row.getString("id"),
                row.getString("type"),
                JobState.valueOf(row.getString("state")),
                row.getString("specification"),
                json.readValue(row.getString("subject"), STRINGS),
                row.getString("progress"),
                json.readValue(row.getString("result"), STRINGS),
                error(row.getString("error_code"), row.getString("error_detail")),
                row.getInt("attempts"),
                row.getObject("memory_estimate", Long.class),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                instant(row.getObject("started_at", OffsetDateTime.class)),
                instant(row.getObject("finished_at", OffsetDateTime.class)));
    }

    String write(Map<String, String> strings) {
        return json.writeValueAsString(strings);
    }

    static OffsetDateTime timestamp(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }

    private static @Nullable JobError error(@Nullable String code, @Nullable String detail) {
        return code == null || detail == null ? null : new JobError(code, detail);
    }
}
