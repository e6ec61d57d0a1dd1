package io.latentry.job;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** {@link JobApplication} in this JVM. */
final class JobServer implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private JobServer(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static JobServer start(Path home, String... properties) {
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--latentry.home=" + home,
                "--latentry.jobs.worker.main-class=" + JobApplication.class.getName(),
                "--latentry.jobs.restart-delay=20ms"));
        for (String property : properties) {
            arguments.add("--" + property);
        }
        return new JobServer(SpringApplication.run(JobApplication.class, arguments.toArray(String[]::new)));
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port"));
    }

    JobClient client() {
        return new JobClient(uri());
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }
}
