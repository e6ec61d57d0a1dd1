package io.latentry.job;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a worker tells the server: one line of JSON on its standard output, after a record separator as in JSON text
 * sequences (<a href="https://www.rfc-editor.org/rfc/rfc7464">RFC 7464</a>), so that what native code prints there
 * cannot be taken for one, nor spoil one.
 *
 * @param kind what it is
 * @param type the event's type; null for other kinds
 * @param data the progress, the event's data or the {@link JobError}; null for other kinds
 */
record WorkerMessage(
        Kind kind, @Nullable String type, @Nullable JsonNode data) {

    /** What a message is. */
    enum Kind {
        PROGRESS,
        EVENT,
        /** An event, unless the log has it already. */
        EVENT_ONCE,
        /** The last word: the work is done. */
        COMPLETED,
        /** The last word: stopped as asked. */
        STOPPED,
        /** The last word: the disk has no room for what comes next; {@code data} is a {@link NoRoom}. */
        NO_ROOM,
        /** The last word: failed for good. */
        FAILED
    }

    /**
     * Why a worker gave up until there is space.
     *
     * @param detail a sentence for the job's owner
     * @param bytes that it could not write, as far as that is known
     */
    record NoRoom(String detail, long bytes) {}

    static final char SEPARATOR = '\u001e';

    static final JsonMapper JSON = JsonMapper.shared();

    static WorkerMessage of(Kind kind) {
        return new WorkerMessage(kind, null, null);
    }

    String toLine() {
        return SEPARATOR + JSON.writeValueAsString(this) + "\n";
    }

    /** The data of a progress or an event. */
    JsonNode content() {
        return Objects.requireNonNull(data);
    }

    /** The data of a failure. */
    JobError error() {
        return JSON.treeToValue(content(), JobError.class);
    }

    /** The data of an end for want of space. */
    NoRoom noRoom() {
        return JSON.treeToValue(content(), NoRoom.class);
    }

    /** Parses what stands after the separator. */
    static WorkerMessage parse(String text) {
        return JSON.readValue(text, WorkerMessage.class);
    }
}
