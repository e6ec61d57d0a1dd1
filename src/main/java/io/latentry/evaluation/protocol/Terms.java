package io.latentry.evaluation.protocol;

import io.latentry.model.DatasetFacts;
import io.latentry.model.Noise;
import java.util.List;

/**
 * What all measurements of an evaluation have in common.
 *
 * @param facts of the dataset
 * @param trainItems of the training split that classifiers learn from; each seed draws its own, if it is not all
 * @param noise that is to be removed
 */
public record Terms(DatasetFacts facts, int trainItems, List<Noise> noise) {

    public Terms {
        noise = List.copyOf(noise);
    }

    boolean isLabelled() {
        return !facts.classes().isEmpty();
    }

    boolean drawsTrainItems() {
        return trainItems < facts.trainCount();
    }

    boolean isImages() {
        return facts.shape().isImage();
    }
}
