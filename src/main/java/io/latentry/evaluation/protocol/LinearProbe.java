package io.latentry.evaluation.protocol;

import io.latentry.model.Items;
import java.util.List;
import java.util.Map;

/**
 * How well a linear classifier tells classes apart by the codes (Alain and Bengio 2016, "Understanding Intermediate Layers
 * Using Linear Classifier Probes").
 */
final class LinearProbe extends Labelled {

    private static final Measure ACCURACY = Measure.accuracy("probeAccuracy", "linear probe, accuracy");

    @Override
    public String name() {
        return "linear-probe";
    }

    @Override
    public String description() {
        return "Accuracy of multinomial logistic regression on the codes.";
    }

    @Override
    public List<Measure> measures(Terms terms) {
        return List.of(ACCURACY);
    }

    @Override
    Map<String, Double> measure(Items train, Items test, Trial trial) {
        int classes = trial.terms().facts().classes().size();
        int[] told = trial.engine().logisticRegression().classify(train, test, classes);
        return Map.of(ACCURACY.name(), Votes.accuracy(told, test));
    }
}
