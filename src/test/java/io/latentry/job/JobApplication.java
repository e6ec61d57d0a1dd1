package io.latentry.job;

import io.latentry.storage.Home;
import io.latentry.testing.SteadyStorage;
import io.latentry.web.Page;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * A server with the job room alone, and jobs that count. Not a configuration by annotation, so that no component scan
 * of the whole application finds it.
 */
@Import(SteadyStorage.class)
@EnableAutoConfiguration
@ComponentScan(
        basePackageClasses = {Jobs.class, Page.class},
        lazyInit = false)
class JobApplication {

    public static void main(String[] arguments) {
        if (arguments.length == 2 && arguments[0].equals(Worker.ARGUMENT)) {
            Worker.run(Path.of(arguments[1]), Map.of(CountingTask.NAME, new CountingTask()));
        } else {
            SpringApplication.run(JobApplication.class, arguments);
        }
    }

    @Bean
    Home home(@Value("${latentry.home}") Path root) {
        return new Home(root);
    }

    @Bean
    CountingType countingType() {
        return new CountingType();
    }

    /** What the training room does with {@code POST /v1/jobs}. */
    @Bean
    RouterFunction<ServerResponse> submissions(Jobs jobs, JobViews views) {
        return RouterFunctions.route()
                .POST(
                        "/v1/jobs",
                        request -> ServerResponse.accepted()
                                .body(views.of(jobs.submit(new NewJob(
                                        CountingTask.NAME, request.body(String.class), Map.of("method", "counting"))))))
                .build();
    }
}
