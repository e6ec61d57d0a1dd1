package io.latentry.engine.family.backbone;

import io.latentry.engine.layer.Graph;
import io.latentry.engine.layer.Value;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A family of convolutional networks, from pictures to features. */
public interface Backbone {

    /** All families, in the order of the documentation. */
    static List<Backbone> all() {
        return List.of(new SmallResNet(), new ResNet(), new Vgg(), new DenseNet());
    }

    /** The family that has a variant. */
    static Optional<Backbone> of(String variant) {
        return all().stream()
                .filter(family -> family.variants().contains(variant))
                .findFirst();
    }

    /** The names of all variants of all families. */
    static Stream<String> names() {
        return all().stream().flatMap(family -> family.variants().stream());
    }

    /** The names of its networks, as torchvision and timm give them, smallest first. */
    List<String> variants();

    /** The name of the layer that turns features into class scores. */
    String head();

    /** The name of the first convolution. */
    String stem();

    /** What the network calls an array that a publisher calls by another name; torchvision's names are its own. */
    default String ownName(String published) {
        return published;
    }

    /** The least height and width of a picture, in pixels. */
    int smallestSide();

    /**
     * Writes a network down.
     *
     * @param variant one of {@link #variants()}
     * @param graph of pictures, {@code [channels, height, width]}
     * @return the features, {@code [width]}
     */
    Value features(String variant, Graph graph);
}
