package io.latentry.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.latentry.engine.layer.Parameter;
import io.latentry.model.InvalidInputException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The weights of a network in a safetensors file. */
final class WeightsFile {

    /** The name by which arrays are collected into a program's list {@code p}. */
    static final String ARGUMENT = "p[]";

    private WeightsFile() {}

    /**
     * Copies the weights into native memory. They are copied, not mapped, so that closing the manager frees them and what
     * happens to the file later does not matter.
     *
     * @return the parameters in the given order, as a program takes them
     */
    static NDList load(Path file, List<Parameter> parameters, NDManager manager) {
        NDList weights = new NDList();
        try (SafeTensorsReader reader = SafeTensorsReader.open(file)) {
            checkNames(reader, parameters);
            for (Parameter parameter : parameters) {
                checkShape(reader, parameter);
                try (NDManager mapped = manager.newSubManager()) {
                    Shape shape = shapeOf(parameter);
                    NDArray view = mapped.create(reader.bytes(parameter.name()), shape, DataType.FLOAT32);
                    NDArray copy = view.duplicate();
                    copy.attach(manager);
                    copy.setName(ARGUMENT);
                    weights.add(copy);
                }
            }
        }
        return weights;
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
                throw mismatch("it lacks '" + parameter.name() + "'");
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

    private static InvalidInputException mismatch(String what) {
        return new InvalidInputException("invalid-weights", "The weights do not fit the configuration: " + what);
    }
}
