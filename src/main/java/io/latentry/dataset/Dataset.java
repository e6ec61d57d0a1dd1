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
 * @param createdAt when it was sealed
 */
public record Dataset(String name, String hash, DatasetFacts facts, Instant createdAt) {

    /** The names of the labels, by label; empty if items have none. */
    public List<String> classes() {
        return facts.classes();
    }

    public boolean isLabelled() {
        return !classes().isEmpty();
    }
}
