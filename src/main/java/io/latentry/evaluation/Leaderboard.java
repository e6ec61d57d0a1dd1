package io.latentry.evaluation;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.latentry.evaluation.EvaluationStore.Entry;
import io.latentry.evaluation.protocol.Measure.Better;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * All that was ever measured on a dataset.
 *
 * @param dataset its name
 * @param hash SHA-256 of its contents, under whatever name these were measured on
 * @param boards one for each measure and number of training items
 */
@Schema(name = "Leaderboard")
record Leaderboard(@Schema(example = "fashion-sample") String dataset, String hash, List<Board> boards) {

    /**
     * One measure.
     *
     * @param measure its name
     * @param title for people, with the unit
     * @param better {@code higher}, {@code lower} or {@code neither}
     * @param trainItems that classifiers learned from
     * @param entries the best first, each representation's newest figure
     */
    @Schema(name = "LeaderboardBoard")
    record Board(
            @Schema(example = "probeAccuracy") String measure,
            @Schema(example = "linear probe, accuracy") String title,

            @Schema(
                    example = "higher",
                    allowableValues = {"higher", "lower", "neither"})
            String better,

            @Schema(example = "2000") int trainItems,
            List<Place> entries) {}

    /**
     * A representation on a board.
     *
     * @param rank from 1; equal figures have equal ranks; null where none is better
     * @param representation as the evaluation's row calls it
     * @param kind {@code model}, {@code pca}, {@code raw}, {@code standardised} or {@code linear}
     * @param codeSize numbers in a code
     * @param mean over the seeds
     * @param deviation over the seeds; null if there is none
     * @param runs that the mean is of
     * @param evaluation that measured, its path
     * @param card of the model, its path; null if it is no model, or the model was deleted
     */
    @Schema(name = "LeaderboardPlace")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Place(
            @Schema(example = "1") @Nullable Integer rank,
            @Schema(example = "demo-vae@1") String representation,
            @Schema(example = "model") String kind,
            @Schema(example = "10") int codeSize,
            @Schema(example = "0.8123") double mean,
            @Schema(example = "0.0042") @Nullable Double deviation,
            @Schema(example = "3") int runs,
            String evaluation,

            @Schema(example = "/v1/models/demo-vae@1/card") @Nullable String card) {}

    private record Key(String measure, int trainItems) {}

    /**
     * Ranks entries.
     *
     * @param entries the oldest first
     * @param cards finds the path of a model's card
     */
    static List<Board> boards(List<Entry> entries, Cards cards) {
        Map<Key, Map<String, Entry>> newest = new LinkedHashMap<>();
        for (Entry entry : entries) {
            newest.computeIfAbsent(new Key(entry.measure(), entry.trainItems()), key -> new LinkedHashMap<>())
                    .put(entry.representation(), entry);
        }
        return newest.values().stream()
                .map(each -> board(List.copyOf(each.values()), cards))
                .sorted(Comparator.comparing(Board::measure)
                        .thenComparing(Board::trainItems, Comparator.reverseOrder()))
                .toList();
    }

    /** Finds model cards. */
    @FunctionalInterface
    interface Cards {

        /** The path of a model's card, or null if there is no such model any more. */
        @Nullable String of(String reference);
    }

    private static Board board(List<Entry> entries, Cards cards) {
        Entry any = entries.get(entries.size() - 1);
        List<Entry> ranked = new ArrayList<>(entries);
        Better better = Better.of(any.better());
        ranked.sort(Comparator.comparing(Entry::mean, better.bestFirst()));
        int[] ranks = IntStream.rangeClosed(1, ranked.size()).toArray();
        for (int i = 1; i < ranks.length; i++) {
            if (ranked.get(i).mean() == ranked.get(i - 1).mean()) {
                ranks[i] = ranks[i - 1];
            }
        }
        return new Board(
                any.measure(),
                any.title(),
                any.better(),
                any.trainItems(),
                IntStream.range(0, ranks.length)
                        .mapToObj(i -> place(better == Better.NEITHER ? null : ranks[i], ranked.get(i), cards))
                        .toList());
    }

    private static Place place(@Nullable Integer rank, Entry entry, Cards cards) {
        return new Place(
                rank,
                entry.representation(),
                entry.kind(),
                entry.codeSize(),
                entry.mean(),
                entry.deviation(),
                entry.runs(),
                "/v1/evaluations/" + entry.evaluation(),
                entry.kind().equals("model") ? cards.of(entry.representation()) : null);
    }
}
