package io.latentry.inference;

import io.latentry.core.error.NotFoundException;
import io.latentry.model.Classifier;
import io.latentry.model.Decoder;
import io.latentry.model.Denoiser;
import io.latentry.model.Encoder;
import io.latentry.model.ItemShape;
import io.latentry.model.LayerReader;
import io.latentry.model.Network;
import io.latentry.model.Noise;
import io.latentry.model.Posterior;
import io.latentry.model.Reconstructor;
import io.latentry.model.Sampler;
import io.latentry.model.Tensor;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * Codes are the items themselves; what is decoded is halved by reconstruction, so that its effect can be seen and
 * computed.
 */
final class FakeNetwork
        implements Network, Encoder, Posterior, Decoder, Reconstructor, Denoiser, Sampler, Classifier, LayerReader {

    static final List<String> CLASSES = List.of("dark", "dim", "bright");

    private interface Change {
        double of(float value);
    }

    private final ItemShape shape;
    private final Set<Class<?>> roles;

    FakeNetwork(ItemShape shape, Set<Class<?>> roles) {
        this.shape = shape;
        this.roles = roles;
    }

    private static Tensor map(Tensor tensor, Change change) {
        Tensor result = Tensor.allocate(tensor.shape());
        FloatBuffer source = tensor.values();
        FloatBuffer target = result.values();
        while (source.hasRemaining()) {
            target.put((float) change.of(source.get()));
        }
        return result;
    }

    @Override
    public Tensor encode(Tensor items) {
        return map(items, value -> value).reshape(items.rows(), items.rowSize());
    }

    @Override
    public Tensor logVariance(Tensor items) {
        return map(encode(items), value -> -value);
    }

    @Override
    public Tensor draw(Tensor items, long seed) {
        return map(encode(items), value -> value + seed);
    }

    @Override
    public Tensor decode(Tensor codes) {
        return map(codes, value -> value).reshape(shape.batch(codes.rows()));
    }

    /** Halves every value, so the error is the mean square of the half. */
    @Override
    public Reconstruction reconstruct(Tensor items) {
        Tensor errors = Tensor.allocate(items.rows());
        FloatBuffer target = errors.values();
        for (int i = 0; i < items.rows(); i++) {
            FloatBuffer row = items.row(i);
            double sum = 0;
            while (row.hasRemaining()) {
                sum += Math.pow(row.get() / 2, 2);
            }
            target.put((float) (sum / items.rowSize()));
        }
        return new Reconstruction(map(items, value -> value / 2), errors);
    }

    /** Rounds to 0 or 1. */
    @Override
    public Tensor denoise(Tensor items) {
        return map(items, Math::round);
    }

    @Override
    public Tensor corrupt(Tensor items, Noise noise, long seed) {
        Random random = new Random(seed);
        return map(items, value -> value + (random.nextDouble() - 0.5) * noise.level());
    }

    /** A ramp from left to right that grows with the item's position, as bright as the temperature. */
    @Override
    public Tensor sample(int count, long seed, double temperature) {
        Tensor items = Tensor.allocate(shape.batch(count));
        FloatBuffer target = items.values();
        while (target.hasRemaining()) {
            int item = target.position() / shape.size();
            int x = target.position() % shape.width();
            target.put((float) (temperature * (item + 1) / count * x / shape.width() + seed % 2 / 10.0));
        }
        return items;
    }

    /** As bright as the first pixel: (1 − x, 0, x). */
    @Override
    public Tensor classify(Tensor items) {
        Tensor probabilities = Tensor.allocate(items.rows(), CLASSES.size());
        for (int i = 0; i < items.rows(); i++) {
            float first = items.row(i).get(0);
            probabilities.row(i).put(new float[] {1 - first, 0, first});
        }
        return probabilities;
    }

    @Override
    public List<NamedLayer> layers() {
        return List.of(new NamedLayer("conv", shape.dimensions()), new NamedLayer("fc", List.of(shape.size())));
    }

    /** Doubles every value. */
    @Override
    public Tensor activations(Tensor items, String layer) {
        NamedLayer named = layers().stream()
                .filter(candidate -> candidate.name().equals(layer))
                .findFirst()
                .orElseThrow(() -> new NotFoundException("layer-not-found", "There is no layer " + layer));
        Tensor doubled = map(items, value -> 2 * value);
        return named.shape().size() == 1 ? doubled.reshape(items.rows(), items.rowSize()) : doubled;
    }

    @Override
    public Map<String, List<Integer>> arrays(String layer) {
        return Map.of();
    }

    @Override
    public Tensor array(String layer, String name) {
        throw new AssertionError("No test of this room asks for it");
    }

    @Override
    public <R> Optional<R> as(Class<R> role) {
        return roles.contains(role) ? Optional.of(role.cast(this)) : Optional.empty();
    }

    @Override
    public long bytes() {
        return 0;
    }

    @Override
    public void close() {}
}
