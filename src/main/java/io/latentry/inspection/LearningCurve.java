package io.latentry.inspection;

import io.latentry.drawing.Axes;
import io.latentry.drawing.Curve;
import io.latentry.drawing.PointChart;
import io.latentry.model.EpochReport;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a job's losses went.
 *
 * @param job its id
 * @param state where it stands
 * @param epochs that are done, each as it went at last
 */
@Schema(name = "LearningCurve")
record LearningCurve(
        @Schema(example = "019c0f6e-7a10-7000-8b54-3d6f2a7c9e11")
        String job,

        @Schema(example = "running") String state,
        List<EpochReport> epochs) {

    private static final Comparator<String> LOSS_FIRST =
            Comparator.comparing((String name) -> !name.equals("loss")).thenComparing(Comparator.naturalOrder());

    /** What lies between 0 and 1, whatever the losses are. */
    private static final String SHARE = "accuracy";

    private static final String TRAIN = "train";
    private static final String VALIDATION = "validation";

    /** The loss, then what else was measured in the order of the alphabet. */
    private List<String> names(Function<EpochReport, Map<String, Double>> part) {
        return epochs.stream()
                .flatMap(epoch -> part.apply(epoch).keySet().stream())
                .collect(Collectors.toCollection(() -> new TreeSet<>(LOSS_FIRST)))
                .stream()
                .toList();
    }

    /** A header, and a line for each epoch; what was not measured is empty. */
    String csv() {
        List<String> train = names(EpochReport::train);
        List<String> validation = names(EpochReport::validation);
        StringBuilder lines = new StringBuilder("epoch,learningRate,best");
        train.forEach(name -> lines.append(',').append(TRAIN).append('.').append(name));
        validation.forEach(
                name -> lines.append(',').append(VALIDATION).append('.').append(name));
        for (EpochReport epoch : epochs) {
            lines.append('\n').append(epoch.epoch()).append(',').append(epoch.learningRate());
            lines.append(',').append(epoch.best());
            train.forEach(name -> lines.append(',').append(cell(epoch.train(), name)));
            validation.forEach(name -> lines.append(',').append(cell(epoch.validation(), name)));
        }
        return lines.append('\n').toString();
    }

    private static String cell(Map<String, Double> values, String name) {
        Double value = values.get(name);
        return value == null ? "" : value.toString();
    }

    byte[] png(String subject) {
        List<String> names = Stream.concat(names(EpochReport::train).stream(), names(EpochReport::validation).stream())
                .distinct()
                .toList();
        List<Curve> losses = new ArrayList<>();
        List<Curve> shares = new ArrayList<>();
        for (String name : names) {
            List<Curve> curves = name.equals(SHARE) ? shares : losses;
            int colour = names.indexOf(name);
            add(curves, TRAIN + " " + name, EpochReport::train, name, colour);
            add(curves, VALIDATION + " " + name, EpochReport::validation, name, colour);
        }
        String progress = epochs.isEmpty() ? "no epoch is done yet" : state;
        Axes axes = new Axes("Learning of " + subject + " (" + progress + ")", "epoch", "mean over the epoch");
        return PointChart.lines(axes, losses, SHARE, shares);
    }

    private void add(
            List<Curve> curves,
            String label,
            Function<EpochReport, Map<String, Double>> part,
            String name,
            int colour) {
        List<EpochReport> measured = epochs.stream()
                .filter(epoch -> part.apply(epoch).containsKey(name))
                .filter(epoch -> Double.isFinite(part.apply(epoch).get(name)))
                .toList();
        if (!measured.isEmpty()) {
            curves.add(new Curve(
                    label,
                    measured.stream().mapToDouble(EpochReport::epoch).toArray(),
                    measured.stream()
                            .mapToDouble(epoch -> part.apply(epoch).get(name))
                            .toArray(),
                    colour,
                    label.startsWith(VALIDATION)));
        }
    }
}
