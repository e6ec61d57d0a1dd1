package io.latentry;

import io.latentry.job.Worker;
import java.nio.file.Path;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * Starts the server; with the arguments {@code worker FOLDER}, the worker of the job in that folder instead, which needs
 * no Spring context.
 */
@SpringBootApplication
public class LatentryApplication {

    public static void main(String[] arguments) {
        if (arguments.length == 2 && arguments[0].equals("worker")) {
            Worker.run(Path.of(arguments[1]), WorkerTasks.all());
        } else {
            SpringApplication.run(LatentryApplication.class, arguments);
        }
    }
}
