package io.latentry.registry;

import io.latentry.core.error.InvalidInputException;
import io.latentry.model.ModelConfig;
import io.latentry.model.Network;
import io.latentry.model.NetworkLoader;
import io.latentry.model.Precision;
import io.latentry.model.WeightsImporter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Networks that compute nothing and take as many bytes as they have parameters. */
final class FakeNetworks implements NetworkLoader, WeightsImporter {

    /** What the last import was told. */
    volatile @Nullable Description imported;

    final AtomicInteger loads = new AtomicInteger();
    final AtomicInteger open = new AtomicInteger();

    /** What each load was asked for. */
    final List<Precision> precisions = new CopyOnWriteArrayList<>();

    /** Called by each load, on its thread. */
    volatile Runnable whileLoading = () -> {};

    @Override
    public Network load(ModelConfig config, List<Path> weights, Precision precision) {
        precisions.add(precision);
        loads.incrementAndGet();
        whileLoading.run();
        open.incrementAndGet();
        return new FakeNetwork(config.parameters());
    }

    /** One file after the other. */
    @Override
    public void merge(ModelConfig config, List<Path> weights, Path target) {
        try (OutputStream output = Files.newOutputStream(target)) {
            for (Path file : weights) {
                Files.copy(file, output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Set<String> architectures() {
        return Set.of("resnet18");
    }

    /** Takes the file as it is. */
    @Override
    public ModelConfig convert(Description description, Path source, Path target) {
        imported = description;
        merge(Samples.config(), List.of(source), target);
        return Samples.config();
    }

    @Override
    public void unpack(Path torchFile, Path target, long maxSize) {
        merge(Samples.config(), List.of(torchFile), target);
    }

    @Override
    public void verify(ModelConfig config, Path weights) {
        if (!config.method().equals("vae")) {
            throw InvalidInputException.field("config.method", "is unknown");
        }
        try {
            String content = Files.readString(weights, StandardCharsets.ISO_8859_1);
            if (!content.contains("\"data_offsets\"")) {
                throw new InvalidInputException("invalid-weights", "model.safetensors is not a safetensors file");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Fails if it is used or closed after it was closed. */
    final class FakeNetwork implements Network {

        private final long bytes;
        private boolean closed;

        private FakeNetwork(long bytes) {
            this.bytes = bytes;
        }

        @Override
        public synchronized <R> Optional<R> as(Class<R> role) {
            check();
            return Optional.empty();
        }

        @Override
        public long bytes() {
            return bytes;
        }

        @Override
        public synchronized void close() {
            check();
            closed = true;
            open.decrementAndGet();
        }

        private void check() {
            if (closed) {
                throw new IllegalStateException("The network is closed");
            }
        }
    }
}
