package io.latentry.engine;

import io.latentry.core.error.FieldError;
import io.latentry.core.error.InvalidInputException;
import io.latentry.engine.SafeTensorsWriter.Entry;
import io.latentry.engine.family.Classifier;
import io.latentry.engine.family.backbone.Backbone;
import io.latentry.engine.layer.Parameter;
import io.latentry.model.ModelConfig;
import io.latentry.model.Preprocessing;
import io.latentry.model.WeightsImporter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Converts published weights to this product's layout, a piece of a tensor at a time. */
public final class ForeignWeights implements WeightsImporter {

    /** Counts the batches that a batch norm has seen; nothing here asks for it. */
    private static final String COUNTER = ".num_batches_tracked";

    private static final Set<StoredType> FLOATS = Set.of(StoredType.F32, StoredType.F16, StoredType.BF16);
    private static final int MOST_ERRORS = 20;

    @Override
    public Set<String> architectures() {
        return Backbone.names().collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public ModelConfig convert(Description description, Path source, Path target) {
        Backbone backbone = Backbone.of(description.architecture())
                .orElseThrow(() -> InvalidInputException.field(
                        "architecture", "must be one of " + String.join(", ", architectures())));
        try (SafeTensorsReader reader = SafeTensorsReader.open(source)) {
            Map<String, String> names = ownNames(reader, backbone);
            ModelConfig config = config(description, backbone, reader, names);
            SafeTensorsWriter.write(target, Map.of("format", "pt"), entries(config, reader, names));
            return config;
        }
    }

    @Override
    public void unpack(Path torchFile, Path target, long maxSize) {
        TorchFile.unpack(torchFile, target, maxSize);
    }

    /** The names in the file, by those that the network has. */
    private static Map<String, String> ownNames(SafeTensorsReader reader, Backbone backbone) {
        Map<String, String> names = new HashMap<>();
        for (String name : reader.entries().keySet()) {
            if (!name.endsWith(COUNTER) && names.put(backbone.ownName(name), name) != null) {
                throw invalid(List.of(new FieldError(name, "is there under two names")));
            }
        }
        return names;
    }

    private static ModelConfig config(
            Description description, Backbone backbone, SafeTensorsReader reader, Map<String, String> names) {
        if (names.containsKey(backbone.head() + ".bias") && !names.containsKey(backbone.head() + ".weight")) {
            throw invalid(List.of(new FieldError(backbone.head() + ".weight", "is missing")));
        }
        int classes = dimension(reader, names.get(backbone.head() + ".weight"), 0);
        int channels = dimension(reader, names.get(backbone.stem() + ".weight"), 1);
        if (channels != 1 && channels != 3) {
            throw invalid(List.of(new FieldError(backbone.stem() + ".weight", "must take 1 or 3 channels")));
        }
        List<String> labels = description.classes().isEmpty()
                ? IntStream.range(0, classes).mapToObj(Integer::toString).toList()
                : description.classes();
        if (labels.size() != classes) {
            throw InvalidInputException.field(
                    "classes", "are " + labels.size() + " names, but the head tells " + classes + " classes apart");
        }
        return new Classifier()
                .imported(description.architecture(), labels, fit(description.preprocessing(), channels));
    }

    /** A dimension of a tensor; 0 if there is none. */
    private static int dimension(SafeTensorsReader reader, @Nullable String name, int axis) {
        if (name == null) {
            return 0;
        }
        List<Long> shape = reader.entries().get(name).shape();
        return shape.size() <= axis || shape.get(axis) > 1_000_000 ? 0 : Math.toIntExact(shape.get(axis));
    }

    private static Preprocessing fit(Preprocessing told, int channels) {
        if (told.channels() == channels) {
            return told;
        }
        return new Preprocessing(
                channels,
                told.height(),
                told.width(),
                told.resize(),
                told.interpolation(),
                told.mean().subList(0, Math.min(channels, told.mean().size())),
                told.std().subList(0, Math.min(channels, told.std().size())));
    }

    private static Map<String, Entry> entries(ModelConfig config, SafeTensorsReader reader, Map<String, String> names) {
        List<Parameter> parameters = new Classifier().served(config).arrays();
        List<FieldError> errors = new ArrayList<>();
        Map<String, Entry> entries = new TreeMap<>();
        Map<String, String> surplus = new TreeMap<>(names);
        for (Parameter parameter : parameters) {
            String name = surplus.remove(parameter.name());
            if (name == null) {
                errors.add(new FieldError(parameter.name(), "is missing"));
            } else {
                check(errors, name, reader.entries().get(name), parameter);
                entries.put(parameter.name(), entry(reader, name, parameter));
            }
        }
        surplus.values().forEach(name -> errors.add(new FieldError(name, "is no part of the architecture")));
        if (!errors.isEmpty()) {
            throw invalid(errors.subList(0, Math.min(MOST_ERRORS, errors.size())));
        }
        return entries;
    }

    /** Publishers write a fully connected layer as a convolution, too, whose kernels then follow each other in the same order. */
    private static void check(
            List<FieldError> errors, String name, SafeTensorsHeader.Entry entry, Parameter parameter) {
        if (!FLOATS.contains(entry.type())) {
            errors.add(new FieldError(name, "must be F32, F16 or BF16, not " + entry.type()));
        }
        List<Long> wanted = parameter.shape().stream().map(Integer::longValue).toList();
        boolean isDense = wanted.size() == 2 && entry.shape().size() == 4;
        List<Long> found = isDense
                ? List.of(entry.shape().get(0), entry.shape().stream().skip(1).reduce(1L, Math::multiplyExact))
                : entry.shape();
        if (!found.equals(wanted)) {
            errors.add(new FieldError(name, "must be of the shape " + parameter.shape() + ", not " + entry.shape()));
        }
    }

    private static Entry entry(SafeTensorsReader reader, String name, Parameter parameter) {
        List<Long> shape = parameter.shape().stream().map(Integer::longValue).toList();
        StoredType type = reader.entries().get(name).type();
        return new Entry(StoredType.F32, shape, channel -> new Widening(name, type).write(reader.bytes(name), channel));
    }

    private static InvalidInputException invalid(List<FieldError> errors) {
        return new InvalidInputException(
                "invalid-weights", "The weights do not fit the architecture", List.copyOf(errors));
    }
}
