package io.latentry.dataset;

import io.latentry.model.DatasetFacts;
import java.time.Instant;
import java.util.List;

/**
 * A sealed dataset.
 *
 * @param name by which requests call it
 * @param hash SHA-256 of its contents, hexadecimal
 * @param facts its shape, counts and range
 * @param classes names of the labels, by label; empty if items have none
 * @param createdAt when it was sealed
 */
public record Dataset(String name, String hash, DatasetFacts facts, List<String> classes, Instant createdAt) {

    public Dataset {
        classes = List.copyOf(classes);
    }

    public boolean isLabelled() {
        return !classes.isEmpty();
    }
}
