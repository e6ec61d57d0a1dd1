package io.latentry.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was found out about a model after its training.
 *
 * @param figures by name, for the card's metrics
 * @param notes sentences that say how these were measured, and what was not
 * @param warnings sentences about what a user should know before using the model
 */
public record Findings(Map<String, Double> figures, List<String> notes, List<String> warnings) {

    public Findings {
        figures = new LinkedHashMap<>(figures);
        notes = List.copyOf(notes);
        warnings = List.copyOf(warnings);
    }

    /** Nothing but the reason why there is nothing. */
    public static Findings none(String note) {
        return new Findings(Map.of(), List.of(note), List.of());
    }
}
