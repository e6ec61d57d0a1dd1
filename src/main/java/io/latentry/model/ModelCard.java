package io.latentry.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a version of a model came to be.
 *
 * @param method that trained it
 * @param hyperparameters all of them by name
 * @param dataset it learned from; null if that was elsewhere
 * @param training how the job ran; null likewise
 * @param parent the version it was made from, as {@code name@3}, if any
 * @param frozen the part of the parent that was not trained: {@code all}, {@code none}, or the last layer of it; null
 *     without a parent
 * @param software versions by name: {@code latentry}, {@code djl}, {@code libtorch}, {@code java}
 * @param metrics final figures by name, such as {@code test.loss}; units as the method's documentation gives them
 * @param description what a human should know of it, Markdown
 * @param notes sentences that say how the figures were measured, on how many items, and what was not compared
 * @param warnings sentences about what a user should know first, such as that something simpler is better
 */
public record ModelCard(
        String method,
        Map<String, Object> hyperparameters,
        @Nullable Dataset dataset,
        @Nullable Training training,
        @Nullable String parent,
        @Nullable String frozen,
        Map<String, String> software,
        Map<String, Double> metrics,
        @Nullable String description,
        List<String> notes,
        List<String> warnings) {

    /** Cards of earlier releases have neither notes nor warnings. */
    public ModelCard {
        notes = List.copyOf(Objects.requireNonNullElse(notes, List.of()));
        warnings = List.copyOf(Objects.requireNonNullElse(warnings, List.of()));
    }

    /** One without notes and warnings. */
    public ModelCard(
            String method,
            Map<String, Object> hyperparameters,
            @Nullable Dataset dataset,
            @Nullable Training training,
            @Nullable String parent,
            @Nullable String frozen,
            Map<String, String> software,
            Map<String, Double> metrics,
            @Nullable String description) {
        this(
                method,
                hyperparameters,
                dataset,
                training,
                parent,
                frozen,
                software,
                metrics,
                description,
                List.of(),
                List.of());
    }

    /**
     * The data.
     *
     * @param name of the dataset
     * @param hash SHA-256 of its contents, hexadecimal
     * @param trainCount items in the training split
     * @param testCount items in the test split
     */
    public record Dataset(String name, String hash, int trainCount, int testCount) {}

    /**
     * The run.
     *
     * @param job its id
     * @param seed from which all randomness was derived
     * @param threads that computed; other counts give other last bits
     * @param epochs that were run
     * @param bestEpoch whose weights were kept, from 1
     * @param seconds of training, interruptions not counted
     * @param finishedAt when it ended
     */
    public record Training(
            String job, long seed, int threads, int epochs, int bestEpoch, double seconds, Instant finishedAt) {}
}
