package io.latentry.web;

import io.latentry.core.error.ConflictException;
import io.latentry.core.error.DeadlineException;
import io.latentry.core.error.DiskFullException;
import io.latentry.core.error.FieldError;
import io.latentry.core.error.ImpossibleException;
import io.latentry.core.error.InvalidInputException;
import io.latentry.core.error.LatentryException;
import io.latentry.core.error.NotFoundException;
import io.latentry.core.error.RetryLaterException;
import io.latentry.core.error.TooLargeException;
import io.latentry.core.error.UnsupportedFormatException;
import io.latentry.testing.SteadyStorage;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpMethod;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.multipart.MultipartFile;

/** The web room with a controller that does whatever a test needs. */
@Import(SteadyStorage.class)
@EnableAutoConfiguration(exclude = {DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class})
@ComponentScan
class WebApplication {

    static final String PROFILE = "web-tests";

    static final Map<String, LatentryException> ERRORS = Map.of(
            "400", new InvalidInputException("invalid-input", "No", List.of(new FieldError("a.b", "must be c"))),
            "404", new NotFoundException("thing-not-found", "No"),
            "409", new ConflictException("name-taken", "No"),
            "413", new TooLargeException("too-many-items", "No"),
            "415", new UnsupportedFormatException("unknown-format", "No"),
            "422", new ImpossibleException("capability-unsupported", "No", Map.of("capabilities", List.of("encode"))),
            "429", RetryLaterException.overloaded("queue-full", "No", Duration.ofSeconds(3)),
            "503", RetryLaterException.unavailable("draining", "No", Duration.ofMillis(10)),
            "504", new DeadlineException("No"),
            "507", new DiskFullException("No", 1));

    /** A body. */
    record Body(@NotBlank String name, @Min(1) int count, List<Body> parts) {

        Body {
            if ("refused".equals(name)) {
                throw InvalidInputException.field("name", "must not be that");
            }
        }
    }

    /** What cannot be written as JSON. */
    record Unwritable(int value) {

        public int getSecret() {
            if (value >= 0) {
                throw new IllegalStateException("A secret");
            }
            return value;
        }
    }

    /** A filter that fails where it is told to. */
    @Bean
    @Profile(PROFILE)
    Filter failing() {
        return (request, response, chain) -> {
            if (request.getParameter("fail-in-filter") != null) {
                throw new IllegalStateException("A secret");
            }
            chain.doFilter(request, response);
        };
    }

    /** Counts the answers without an end that were given up. */
    record GivenUp(Semaphore count) {}

    @Bean
    @Profile(PROFILE)
    GivenUp givenUp() {
        return new GivenUp(new Semaphore(0));
    }

    @Bean
    @Profile(PROFILE)
    Filter counting(GivenUp givenUp) {
        return (request, response, chain) -> {
            try {
                chain.doFilter(request, response);
            } finally {
                if (((HttpServletRequest) request).getRequestURI().startsWith("/endless")) {
                    givenUp.count().release();
                }
            }
        };
    }

    /** Streams may be of three megabytes, and are refused before that if they are of a thousand and one. */
    @Bean
    @Profile(PROFILE)
    BodyLimit streams() {
        return new BodyLimit(HttpMethod.POST, "/streams/{name}", DataSize.ofMegabytes(3), length -> {
            if (length == 1_001) {
                throw RetryLaterException.unavailable("storage-read-only", "No", Duration.ofSeconds(7));
            }
        });
    }

    /**
     * Requests that hold memory.
     *
     * @param arrived counts those that do
     * @param release how many of them may end
     */
    record Held(Semaphore arrived, Semaphore release) {}

    @Bean
    @Profile(PROFILE)
    Held held() {
        return new Held(new Semaphore(0), new Semaphore(0));
    }

    /** Within its profile only, or a scan of the whole application would find it. */
    @RestController
    @Profile(PROFILE)
    static class Controller {

        private final Supplier<RequestMemory> memory;
        private final Held held;

        Controller(Supplier<RequestMemory> memory, Held held) {
            this.memory = memory;
            this.held = held;
        }

        @GetMapping("/memory")
        Map<String, Long> hold(@RequestParam long bytes) {
            memory.get().hold(bytes);
            held.arrived().release();
            held.release().acquireUninterruptibly();
            return Map.of("bytes", bytes);
        }

        @GetMapping("/errors/{status}")
        void fail(@PathVariable String status) {
            throw ERRORS.get(status);
        }

        @GetMapping("/bug")
        void bug() {
            throw new IllegalStateException("A secret");
        }

        @PostMapping("/bodies")
        Body body(@Valid @RequestBody Body body) {
            return body;
        }

        @GetMapping("/unwritable")
        Unwritable unwritable() {
            return new Unwritable(1);
        }

        @GetMapping("/endless/numbers")
        Iterator<Integer> numbers() {
            return Stream.generate(() -> 1).iterator();
        }

        @GetMapping("/endless/bodies")
        Map<String, Iterator<Body>> bodies() {
            return Map.of(
                    "bodies",
                    Stream.generate(() -> new Body("a".repeat(10_000), 1, List.of()))
                            .iterator());
        }

        @GetMapping("/slow")
        DeferredResult<String> slow() {
            return new DeferredResult<>(10L);
        }

        @PutMapping("/bodies")
        Body replace(@RequestBody Body body) {
            return body;
        }

        @PostMapping({"/streams", "/streams/{name}"})
        Map<String, Integer> stream(HttpServletRequest request) throws IOException {
            return Map.of("size", request.getInputStream().readAllBytes().length);
        }

        @GetMapping("/numbers")
        Map<String, Integer> number(@RequestParam @Min(1) int n) {
            return Map.of("n", n);
        }

        @GetMapping(value = "/pictures", produces = "image/png")
        byte[] picture() {
            return new byte[] {1};
        }

        @PostMapping("/files")
        Map<String, Long> file(@RequestParam MultipartFile file) {
            return Map.of("size", file.getSize());
        }
    }
}
