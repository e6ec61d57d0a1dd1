package io.latentry.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.latentry.model.InvalidInputException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The weights of a network in a safetensors file. */
final class WeightsFile {

    private WeightsFile() {}

    /**
     * Copies the weights into native memory. They are copied, not mapped, so that closing the manager frees them and what
     * happens to the file later does not matter.
     *
     * @return the parameters in the given order, named as a program's argument {@code p}
     */
    static NDList load(Path file, List<ParameterSpec> parameters, NDManager manager) {
        NDList weights = new NDList();
        try (SafeTensorsReader reader = SafeTensorsReader.open(file)) {
            checkNames(reader, parameters);
            for (ParameterSpec parameter : parameters) {
                checkShape(reader, parameter);
                try (NDManager mapped = manager.newSubManager()) {
                    Shape shape = new Shape(parameter.shape());
                    NDArray view = mapped.create(reader.bytes(parameter.name()), shape, DataType.FLOAT32);
                    NDArray copy = view.duplicate();
                    copy.attach(manager);
                    copy.setName("p[]");
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
    static void verify(Path file, List<ParameterSpec> parameters) {
        try (SafeTensorsReader reader = SafeTensorsReader.open(file)) {
            checkNames(reader, parameters);
            for (ParameterSpec parameter : parameters) {
                checkShape(reader, parameter);
                checkFinite(reader, parameter);
            }
        }
    }

    private static void checkNames(SafeTensorsReader reader, List<ParameterSpec> parameters) {
        Set<String> surplus = new HashSet<>(reader.entries().keySet());
        for (ParameterSpec parameter : parameters) {
            if (!surplus.remove(parameter.name())) {
                throw mismatch("it lacks '" + parameter.name() + "'");
            }
        }
        surplus.stream().sorted().findFirst().ifPresent(name -> {
            throw mismatch("'" + name + "' is no part of the network");
        });
    }

    private static void checkShape(SafeTensorsReader reader, ParameterSpec parameter) {
        SafeTensorsHeader.Entry entry = reader.entries().get(parameter.name());
        if (entry == null || entry.type() != StoredType.F32 || !entry.shape().equals(parameter.shape())) {
            throw mismatch("'" + parameter.name() + "' must be F32 of the shape " + parameter.shape());
        }
    }

    private static void checkFinite(SafeTensorsReader reader, ParameterSpec parameter) {
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
