package io.latentry.job;

import io.latentry.job.EventLog.Entry;
import io.latentry.job.WorkerMessage.Kind;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Writes down what workers tell: the progress in the job's row, everything else in its log. */
@Component
class WorkerReports {

    private static final Set<Kind> REPORTED = EnumSet.of(Kind.PROGRESS, Kind.EVENT, Kind.EVENT_ONCE);

    private final JdbcClient jdbc;
    private final EventLog events;
    private final JsonMapper json;

    WorkerReports(JdbcClient jdbc, EventLog events, JsonMapper json) {
        this.jdbc = jdbc;
        this.events = events;
        this.json = json;
    }

    @Transactional
    public void write(String jobId, List<WorkerMessage> messages) {
        messages.stream()
                .filter(message -> message.kind() == Kind.PROGRESS)
                .reduce((first, second) -> second)
                .ifPresent(message -> progress(jobId, message.content()));
        Map<String, Set<JsonNode>> logged = new HashMap<>();
        List<Entry> entries = messages.stream()
                .filter(message -> REPORTED.contains(message.kind()))
                .filter(message -> message.kind() != Kind.EVENT_ONCE
                        || logged.computeIfAbsent(message.type(), type -> logged(jobId, type))
                                .add(message.content()))
                .map(WorkerReports::entry)
                .toList();
        if (!entries.isEmpty()) {
            events.append(jobId, entries);
        }
    }

    private Set<JsonNode> logged(String jobId, String type) {
        return events.data(jobId, type, Integer.MAX_VALUE).stream()
                .map(json::readTree)
                .collect(Collectors.toSet());
    }

    /** A job gets further, and its workers may die again, when its {@code step} exceeds all earlier ones. */
    private void progress(String jobId, JsonNode progress) {
        jdbc.sql("""
                        UPDATE job SET progress = :progress, furthest_step = greatest(furthest_step, :step),
                            fruitless_attempts = CASE WHEN :step > furthest_step THEN 0 ELSE fruitless_attempts END
                        WHERE id = :id
                        """)
                .param("id", jobId)
                .param("progress", progress.toString())
                .param("step", progress.path("step").asLong(0))
                .update();
    }

    private static Entry entry(WorkerMessage message) {
        String type = message.kind() == Kind.PROGRESS ? EventTypes.PROGRESS : message.type();
        return new Entry(Objects.requireNonNull(type), message.content());
    }
}
