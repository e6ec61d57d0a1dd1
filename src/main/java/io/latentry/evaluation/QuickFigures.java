package io.latentry.evaluation;

import io.latentry.core.error.ImpossibleException;
import io.latentry.evaluation.protocol.Protocol;
import io.latentry.evaluation.protocol.Protocols;
import io.latentry.evaluation.protocol.Representation;
import io.latentry.evaluation.protocol.Trial;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The figures and notes of a card while they are collected. What has no figure has a note. */
final class QuickFigures {

    private static final String PREFIX = "evaluation.";

    private final Map<String, Double> figures = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();
    private final Consumer<Map<String, String>> report;

    QuickFigures(Consumer<Map<String, String>> report) {
        this.report = report;
    }

    /**
     * Measures a representation by a protocol, if that says something of it.
     *
     * @param of the representation in the figures' names: empty, or such as {@code pca.}
     */
    void measure(String of, String name, String protocol, Representation representation, Trial trial) {
        Protocol measuring = Protocols.find(protocol).orElseThrow();
        if (!measuring.suits(trial.terms())) {
            return;
        }
        report.accept(Map.of("representation", name, "protocol", protocol));
        try {
            Finite.of(measuring.measure(representation, trial)).forEach((measure, figure) -> put(of + measure, figure));
        } catch (ImpossibleException e) {
            note(protocol + " of " + name + ": " + e.getMessage() + ".");
        }
    }

    void put(String name, double figure) {
        figures.put(PREFIX + name, figure);
    }

    void note(String sentence) {
        notes.add(sentence);
    }

    Map<String, Double> figures() {
        return figures;
    }

    List<String> notes() {
        return notes;
    }
}
