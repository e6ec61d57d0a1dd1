package io.latentry;

import io.latentry.engine.TorchRuntime;
import io.latentry.job.Worker;
import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Starts the server; with the arguments {@code worker FOLDER}, the worker of the job in that folder instead, which needs
 * no Spring context; with {@code unpack-natives}, nothing but libtorch, which leaves its natives where the next start
 * finds them; with {@code rehearse}, the server for a moment, to have the JVM write an AOT cache.
 */
@SpringBootApplication
public class LatentryApplication {

    private static final Logger LOG = LoggerFactory.getLogger(LatentryApplication.class);

    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length == 2 && arguments[0].equals("worker")) {
            NativeHeap.keepTrimmed();
            Worker.run(Path.of(arguments[1]), WorkerTasks.all());
        } else if (arguments.length == 1 && arguments[0].equals("unpack-natives")) {
            TorchRuntime.start(1);
        } else if (arguments.length == 1 && arguments[0].equals("rehearse")) {
            Rehearsal.run();
        } else {
            NativeHeap.keepTrimmed();
            Thread.setDefaultUncaughtExceptionHandler(LatentryApplication::log);
            serve(arguments);
        }
    }

    /** What ends a library's thread is the log's to write or, by {@link StorageLogFilter}, to leave out. */
    private static void log(Thread thread, Throwable error) {
        LOG.error("The thread {} has ended", thread.getName(), error);
    }

    /** Starts the server; libtorch is loaded while Spring sets up the rest. */
    static ConfigurableApplicationContext serve(String... arguments) {
        SpringApplication application = new SpringApplication(LatentryApplication.class);
        application.addInitializers(context -> new Thread(() -> TorchRuntime.start(1), "libtorch").start());
        return application.run(arguments);
    }
}
