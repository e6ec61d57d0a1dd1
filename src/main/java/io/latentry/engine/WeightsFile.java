package io.latentry.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.latentry.core.error.InvalidInputException;
import io.latentry.engine.layer.Parameter;
import io.latentry.model.Tensor;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The weights of a network in a safetensors file. */
final class WeightsFile {

    /** The name by which arrays are collected into a program's list {@code p}. */
    static final String ARGUMENT = "p[]";

    private WeightsFile() {}

    /**
     * Copies the weights into native memory. They are copied, not mapped, so that closing the manager frees them and what
     * happens to the files later does not matter.
     *
     * @param files of which the later counts where two hold the same; what is not asked for is passed over
     * @return the parameters in the given order, as a program takes them
     * @throws InvalidInputException with the code {@code invalid-weights} if no file holds one of them
     */
    static NDList load(List<Path> files, List<Parameter> parameters, NDManager manager) {
        NDArray[] weights = new NDArray[parameters.size()];
        for (Path file : lastFirst(files)) {
            try (SafeTensorsReader reader = SafeTensorsReader.open(file)) {
                for (int i = 0; i < weights.length; i++) {
                    if (weights[i] == null
                            && reader.entries().containsKey(parameters.get(i).name())) {
                        weights[i] = copy(reader, parameters.get(i), manager);
                    }
                }
            }
        }
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] == null) {
                throw lacking(parameters.get(i));
            }
        }
        return new NDList(weights);
    }

    /**
     * Copies one array to Java's memory.
     *
     * @param files of which the later counts where two hold the same
     * @throws InvalidInputException with the code {@code invalid-weights} if no file holds it
     */
    static Tensor read(List<Path> files, Parameter parameter) {
        for (Path file : lastFirst(files)) {
            try (SafeTensorsReader reader = SafeTensorsReader.open(file)) {
                if (reader.entries().containsKey(parameter.name())) {
                    checkShape(reader, parameter);
                    Tensor values = Tensor.allocate(parameter.shape().stream()
                            .mapToInt(Integer::intValue)
                            .toArray());
                    reader.read(parameter.name(), values.bytes());
                    return values;
                }
            }
        }
        throw lacking(parameter);
    }

    private static NDArray copy(SafeTensorsReader reader, Parameter parameter, NDManager manager) {
        checkShape(reader, parameter);
        NDArray copy = manager.create(shapeOf(parameter), DataType.FLOAT32);
        reader.read(parameter.name(), copy.toByteBuffer(true));
        copy.setName(ARGUMENT);
        return copy;
    }

    /** What a later file replaces is not looked at: a parent's head may be of other classes. */
    private static List<Path> lastFirst(List<Path> files) {
        List<Path> reversed = new ArrayList<>(files);
        Collections.reverse(reversed);
        return reversed;
    }

    /** Writes into one file what {@link #load} would find; the values are mapped from the others, not copied to the heap. */
    static void merge(List<Path> files, List<Parameter> parameters, Path target) {
        Map<String, SafeTensorsWriter.Entry> merged = new TreeMap<>();
        for (Path file : lastFirst(files)) {
            try (SafeTensorsReader reader = SafeTensorsReader.open(file)) {
                for (Parameter parameter : parameters) {
                    if (!merged.containsKey(parameter.name())
                            && reader.entries().containsKey(parameter.name())) {
                        checkShape(reader, parameter);
                        merged.put(
                                parameter.name(),
                                new SafeTensorsWriter.Entry(
                                        StoredType.F32, shape(parameter), reader.bytes(parameter.name())));
                    }
                }
            }
        }
        SafeTensorsWriter.write(target, Map.of("format", "pt"), merged);
    }

    /**
     * Checks that a file holds these parameters, nothing else, and only finite values.
     *
     * @throws InvalidInputException with the code {@code invalid-weights} if it does not
     */
    static void verify(Path file, List<Parameter> parameters) {
        try (SafeTensorsReader reader = SafeTensorsReader.open(file)) {
            checkNames(reader, parameters);
            for (Parameter parameter : parameters) {
                checkShape(reader, parameter);
                checkFinite(reader, parameter);
            }
        }
    }

    private static void checkNames(SafeTensorsReader reader, List<Parameter> parameters) {
        Set<String> surplus = new HashSet<>(reader.entries().keySet());
        for (Parameter parameter : parameters) {
            if (!surplus.remove(parameter.name())) {
                throw lacking(parameter);
            }
        }
        surplus.stream().sorted().findFirst().ifPresent(name -> {
            throw mismatch("'" + name + "' is no part of the network");
        });
    }

    private static void checkShape(SafeTensorsReader reader, Parameter parameter) {
        SafeTensorsHeader.Entry entry = reader.entries().get(parameter.name());
        if (entry == null || entry.type() != StoredType.F32 || !entry.shape().equals(shape(parameter))) {
            throw mismatch("'" + parameter.name() + "' must be F32 of the shape " + parameter.shape());
        }
    }

    static Shape shapeOf(Parameter parameter) {
        return new Shape(shape(parameter));
    }

    private static List<Long> shape(Parameter parameter) {
        return parameter.shape().stream().map(Integer::longValue).toList();
    }

    private static void checkFinite(SafeTensorsReader reader, Parameter parameter) {
        FloatBuffer values = reader.bytes(parameter.name()).asFloatBuffer();
        while (values.hasRemaining()) {
            if (!Float.isFinite(values.get())) {
                throw mismatch("'" + parameter.name() + "' has a value that is not finite");
            }
        }
    }

    private static InvalidInputException lacking(Parameter parameter) {
        return mismatch("it lacks '" + parameter.name() + "'");
    }

    private static InvalidInputException mismatch(String what) {
        return new InvalidInputException("invalid-weights", "The weights do not fit the configuration: " + what);
    }
}
