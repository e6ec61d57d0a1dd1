package io.latentry;

import io.latentry.testing.LatentryClient;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A test of the whole server on a new store, which a subclass has to itself. */
@Tag("whole")
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@DirtiesContext
abstract class WholeApplication {

    @TempDir
    static Path home;

    @LocalServerPort
    private int port;

    LatentryClient client;

    @DynamicPropertySource
    static void store(DynamicPropertyRegistry properties) {
        properties.add("latentry.home", home::toString);
    }

    @BeforeEach
    void connect() {
        client = new LatentryClient(address());
    }

    String address() {
        return "http://127.0.0.1:" + port;
    }
}
