package io.latentry.inference;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class EncodeTest extends InferenceTest {

    EncodeTest(@Autowired FakeRegistry registry) {
        super(registry);
    }

    @Test
    void answersACodeForEveryItemAndTheVersionThatMadeIt() {
        JsonNode answer = client.json("vector@best/encode", "{\"items\": [[1, 2.5, -3e2, 0.1, 4], [0, 0, 0, 0, 0]]}");

        assertThat(answer.toString())
                .isEqualTo("{\"model\":\"vector@3\",\"codes\":[[1.0,2.5,-300.0,0.1,4.0],[0.0,0.0,0.0,0.0,0.0]]}");
    }
}
