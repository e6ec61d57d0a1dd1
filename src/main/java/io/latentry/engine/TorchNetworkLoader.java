package io.latentry.engine;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.latentry.engine.device.DevicePool;
import io.latentry.engine.device.Processor;
import io.latentry.engine.family.Family;
import io.latentry.engine.family.NetworkDescription;
import io.latentry.engine.family.ServedDescription;
import io.latentry.engine.layer.Parameter;
import io.latentry.model.ImageFitter;
import io.latentry.model.ModelConfig;
import io.latentry.model.Network;
import io.latentry.model.NetworkLoader;
import io.latentry.model.NoiseMaker;
import io.latentry.model.Precision;
import io.latentry.model.PrincipalAxes;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loads networks for serving. They share the threads that compute, each of which runs one call at a time. */
public final class TorchNetworkLoader implements NetworkLoader, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TorchNetworkLoader.class);

    private final TorchRuntime runtime;
    private final DevicePool pool;
    private final TorchImageFitter fitter;
    private final TorchPrincipalAxes axes;

    /** Starts libtorch and the threads. */
    public TorchNetworkLoader(EngineProperties properties, MeterRegistry meters) {
        this.runtime = TorchRuntime.start(1);
        this.pool = new DevicePool(
                "cpu", properties.permits(), properties.queue(), properties.deadline(), meters, runtime::settleThread);
        this.fitter = new TorchImageFitter(runtime, pool);
        this.axes = new TorchPrincipalAxes(runtime, pool);
    }

    @Override
    public Network load(ModelConfig config, List<Path> weights, Precision precision) {
        return load(
                config, weights, possible(precision), (arrays, manager) -> WeightsFile.load(weights, arrays, manager));
    }

    private static Precision possible(Precision wished) {
        if (wished == Precision.BFLOAT16 && !Processor.hasBfloat16()) {
            LOG.warn("This processor does not compute in bfloat16; float32 is used");
            return Precision.FLOAT32;
        }
        return wished;
    }

    /** A network with the weights that training begins with, for which its speed is as good as any. */
    Network untrained(ModelConfig config) {
        return load(config, List.of(), Precision.FLOAT32, TorchNetworkLoader::initialWeights);
    }

    private Network load(
            ModelConfig config,
            List<Path> files,
            Precision precision,
            BiFunction<List<Parameter>, NDManager, NDList> weights) {
        Family family = Family.of(config.method());
        ServedDescription network = family.served(config, precision);
        NDManager manager = runtime.newManager();
        try {
            NDList arrays = weights.apply(network.arrays(), manager);
            NoiseMaker noise = new NoiseMaker(
                    config.shape(),
                    values(network, arrays, NetworkDescription.MEAN),
                    values(network, arrays, NetworkDescription.STANDARD_DEVIATION));
            ServedProgram program = program(network, arrays, manager);
            return new TorchNetwork(
                    config,
                    program,
                    noise,
                    Optional.of(new TorchLayerReader(runtime, pool, config, files, family.layers(config))));
        } catch (RuntimeException e) {
            manager.close();
            throw e;
        }
    }

    private ServedProgram program(ServedDescription network, NDList arrays, NDManager manager) {
        TorchProgram program = TorchProgram.load(runtime, network.program());
        try {
            NDList served = network.folds() ? fold(program, arrays) : arrays;
            return new ServedProgram(pool, program, manager, served, network.mostItems());
        } catch (RuntimeException e) {
            program.close();
            throw e;
        }
    }

    /** The results belong to the arrays' manager. */
    static NDList fold(TorchProgram program, NDList arrays) {
        NDList folded = program.call("fold", arrays);
        folded.forEach(array -> array.setName(WeightsFile.ARGUMENT));
        arrays.close();
        return folded;
    }

    private static float[] values(ServedDescription network, NDList arrays, String name) {
        List<String> names = network.arrays().stream().map(Parameter::name).toList();
        int position = names.indexOf(name);
        return position < 0 ? new float[0] : arrays.get(position).toFloatArray();
    }

    private static NDList initialWeights(List<Parameter> parameters, NDManager manager) {
        NDList arrays = new NDList();
        for (Parameter parameter : parameters) {
            arrays.add(InitialWeights.array(parameter, 0, arrays.size(), manager));
            arrays.get(arrays.size() - 1).setName(WeightsFile.ARGUMENT);
        }
        return arrays;
    }

    @Override
    public void verify(ModelConfig config, Path weights) {
        ConfigCheck.verify(config);
        WeightsFile.verify(weights, Family.of(config.method()).served(config).arrays());
    }

    @Override
    public void merge(ModelConfig config, List<Path> weights, Path target) {
        WeightsFile.merge(weights, Family.of(config.method()).served(config).arrays(), target);
    }

    /** Fits images on the same threads. */
    public ImageFitter imageFitter() {
        return fitter;
    }

    /** Analyses codes on the same threads. */
    public PrincipalAxes principalAxes() {
        return axes;
    }

    /** Refuses new calls and waits for those that run. */
    @Override
    public void close() {
        pool.close();
        fitter.close();
        axes.close();
    }
}
