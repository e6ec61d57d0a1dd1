package io.latentry.engine;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/** A TorchScript module without weights, loaded through DJL's public API. Safe for use by several threads. */
final class TorchProgram implements LoadedProgram {

    private static final String METHOD = "module_method:";

    /** Keeps the native module alive. */
    private final Model model;

    private final Block block;
    private final ParameterStore none;
    private final NDManager manager;

    private TorchProgram(Model model, NDManager manager) {
        this.model = model;
        this.block = model.getBlock();
        this.manager = manager;
        this.none = new ParameterStore(manager, false);
    }

    /**
     * Compiles a module.
     *
     * @param methods as {@link TorchScriptArchive#of} takes them
     */
    static TorchProgram load(TorchRuntime runtime, String methods) {
        Model model = Model.newInstance("program", "PyTorch");
        try {
            model.load(new ByteArrayInputStream(TorchScriptArchive.of(methods)));
            // DJL makes an empty folder for every model that comes from memory.
            Files.deleteIfExists(model.getModelPath());
            return new TorchProgram(model, runtime.newManager());
        } catch (IOException e) {
            model.close();
            throw new UncheckedIOException(e);
        } catch (MalformedModelException | RuntimeException e) {
            model.close();
            throw new IllegalStateException("The program does not compile:\n" + methods, e);
        }
    }

    @Override
    public NDList call(String method, NDList inputs) {
        return run(method, inputs, false);
    }

    /** Runs a method that computes gradients, inside a gradient collector. */
    NDList train(String method, NDList inputs) {
        return run(method, inputs, true);
    }

    /** DJL takes the method's name from the name of an input, which is not passed on. */
    private NDList run(String method, NDList inputs, boolean training) {
        try (NDArray name = inputs.head().getManager().create(0f)) {
            name.setName(METHOD + method);
            NDList named = new NDList(inputs);
            named.add(name);
            return block.forward(none, named, training);
        }
    }

    @Override
    public void close() {
        manager.close();
        model.close();
    }
}
