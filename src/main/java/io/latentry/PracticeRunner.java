package io.latentry;

import io.latentry.engine.EngineProperties;
import io.latentry.engine.Practice;
import io.latentry.engine.TorchNetworkLoader;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;

/**
 * Has the engine practise beside the rest of the start, and keeps the server from saying that it is ready before that is
 * over. The calls are not among those that the metrics tell of.
 */
@Order(100)
final class PracticeRunner implements ApplicationRunner, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PracticeRunner.class);

    private final FutureTask<Integer> practice;
    private final Thread thread;

    /** Begins. */
    PracticeRunner(EngineProperties properties) {
        practice = new FutureTask<>(() -> practise(properties));
        thread = new Thread(practice, "practice");
        thread.start();
    }

    private static int practise(EngineProperties properties) {
        try (TorchNetworkLoader loader = new TorchNetworkLoader(properties, new SimpleMeterRegistry())) {
            return new Practice(loader).run(properties.warmUp());
        }
    }

    @Override
    public void run(ApplicationArguments arguments) throws ExecutionException, InterruptedException {
        LOG.info("The engine is warm after {} calls", practice.get());
    }

    /** Waits, where the start has failed: a JVM that ends below a native call may crash. */
    @Override
    public void close() throws InterruptedException {
        thread.join();
    }
}
