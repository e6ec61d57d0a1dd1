package io.latentry.inference;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A test of this room over HTTP. */
@SpringBootTest(
        classes = InferenceApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"latentry.inference.max-items=20", "latentry.inference.max-body=64KB"})
abstract class InferenceTest {

    Client client;

    private final FakeRegistry registry;

    @LocalServerPort
    private int port;

    InferenceTest(@Autowired FakeRegistry registry) {
        this.registry = registry;
    }

    @BeforeEach
    void connect() {
        client = new Client(port);
    }

    @AfterEach
    void everyLeaseIsClosed() {
        assertThat(registry.open).hasValue(0);
    }
}
