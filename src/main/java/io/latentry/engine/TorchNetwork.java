package io.latentry.engine;

import io.latentry.core.error.InvalidInputException;
import io.latentry.model.Capability;
import io.latentry.model.Classifier;
import io.latentry.model.Decoder;
import io.latentry.model.Denoiser;
import io.latentry.model.Encoder;
import io.latentry.model.LayerReader;
import io.latentry.model.Likelihood;
import io.latentry.model.ModelConfig;
import io.latentry.model.Network;
import io.latentry.model.NoiseMaker;
import io.latentry.model.PortableRandom;
import io.latentry.model.Posterior;
import io.latentry.model.Reconstructor;
import io.latentry.model.Sampler;
import io.latentry.model.Tensor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A network in the roles that its configuration's capabilities give it. */
final class TorchNetwork implements Network {

    private static final List<Integer> NUMBER = List.of();

    private final ModelConfig config;
    private final ServedProgram program;
    private final Optional<TorchLayerReader> layers;
    private final Map<Class<?>, Object> roles = new HashMap<>();

    TorchNetwork(ModelConfig config, ServedProgram program, NoiseMaker noise, Optional<TorchLayerReader> layers) {
        this.config = config;
        this.program = program;
        this.layers = layers;
        if (can(Capability.ENCODE)) {
            roles.put(Encoder.class, (Encoder) this::encode);
            layers.ifPresent(reader -> roles.put(LayerReader.class, reader));
        }
        if (can(Capability.RECONSTRUCT)) {
            roles.put(Decoder.class, (Decoder) this::decode);
            roles.put(Reconstructor.class, (Reconstructor) this::reconstruct);
        }
        if (can(Capability.DENOISE)) {
            roles.put(Denoiser.class, new TorchDenoiser(this::denoise, noise));
        }
        if (can(Capability.CLASSIFY)) {
            roles.put(Classifier.class, (Classifier) this::classify);
        }
        if (can(Capability.SAMPLE)) {
            roles.put(Posterior.class, new GaussianPosterior(this::posterior));
            roles.put(Sampler.class, (Sampler) this::sample);
            roles.put(Likelihood.class, new TorchLikelihood(this::items, program));
        }
    }

    private boolean can(Capability capability) {
        return config.capabilities().contains(capability.label());
    }

    @Override
    public <R> Optional<R> as(Class<R> role) {
        return Optional.ofNullable(role.cast(roles.get(role)));
    }

    private Tensor encode(Tensor items) {
        return program.run("encode", items(items), List.of(config.codeShape())).get(0);
    }

    private Tensor classify(Tensor items) {
        return program.run(
                        "classify",
                        items(items),
                        List.of(List.of(config.classes().size())))
                .get(0);
    }

    private Tensor decode(Tensor codes) {
        return program.run("decode", codes(codes), List.of(config.itemShape())).get(0);
    }

    private Tensor denoise(Tensor noisy) {
        return reconstruct(noisy).items();
    }

    private Reconstructor.Reconstruction reconstruct(Tensor items) {
        List<Tensor> results = program.run("reconstruct", items(items), List.of(config.itemShape(), NUMBER));
        return new Reconstructor.Reconstruction(results.get(0), results.get(1));
    }

    private List<Tensor> posterior(Tensor items) {
        return program.run("posterior", items(items), List.of(config.codeShape(), config.codeShape()));
    }

    private Tensor sample(int count, long seed, double temperature) {
        int[] shape = ServedProgram.batch(count, config.codeShape());
        return decode(new PortableRandom(seed).normal(temperature, shape));
    }

    private Tensor items(Tensor items) {
        return check("items", items, config.itemShape());
    }

    private Tensor codes(Tensor codes) {
        return check("codes", codes, config.codeShape());
    }

    static Tensor check(String field, Tensor batch, List<Integer> rowShape) {
        if (!Arrays.equals(batch.shape(), ServedProgram.batch(batch.rows(), rowShape))) {
            throw InvalidInputException.field(
                    field, "must each be of the shape " + rowShape + ", not " + shapeOfRow(batch));
        }
        return batch;
    }

    private static String shapeOfRow(Tensor batch) {
        int[] shape = batch.shape();
        return Arrays.toString(Arrays.copyOfRange(shape, 1, shape.length));
    }

    @Override
    public long bytes() {
        return program.bytes();
    }

    @Override
    public void close() {
        layers.ifPresent(TorchLayerReader::close);
        program.close();
    }
}
