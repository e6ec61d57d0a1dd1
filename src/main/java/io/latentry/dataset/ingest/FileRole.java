package io.latentry.dataset.ingest;

import java.util.Optional;
import java.util.stream.Stream;

/** What the files of an upload are; each is a part of the request with its field's name. */
enum FileRole {
    FILE("file"),
    TRAIN("train"),
    TRAIN_LABELS("trainLabels"),
    TEST("test"),
    TEST_LABELS("testLabels");

    private final String field;

    FileRole(String field) {
        this.field = field;
    }

    String field() {
        return field;
    }

    static Optional<FileRole> of(String field) {
        return Stream.of(values()).filter(role -> role.field.equals(field)).findFirst();
    }
}
