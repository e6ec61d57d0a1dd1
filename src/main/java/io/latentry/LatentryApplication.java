package io.latentry;

import io.latentry.engine.TorchRuntime;
import io.latentry.job.Worker;
import java.nio.file.Path;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * Starts the server; with the arguments {@code worker FOLDER}, the worker of the job in that folder instead, which needs
 * no Spring context; with {@code unpack-natives}, nothing but libtorch, which leaves its natives where the next start
 * finds them.
 */
@SpringBootApplication
public class LatentryApplication {

    public static void main(String[] arguments) {
        if (arguments.length == 2 && arguments[0].equals("worker")) {
            Worker.run(Path.of(arguments[1]), WorkerTasks.all());
        } else if (arguments.length == 1 && arguments[0].equals("unpack-natives")) {
            TorchRuntime.start(1);
        } else {
            SpringApplication.run(LatentryApplication.class, arguments);
        }
    }
}
