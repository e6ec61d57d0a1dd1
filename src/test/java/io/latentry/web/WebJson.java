package io.latentry.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.mock.http.MockHttpInputMessage;
import org.springframework.util.unit.DataSize;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Reads bodies as the server does, without the server. */
public final class WebJson {

    private static final JsonMapper MAPPER = start();

    private WebJson() {}

    /** The server's mapper, with all of its settings. */
    public static JsonMapper mapper() {
        return MAPPER;
    }

    /** What a request may hold. */
    public static RequestMemory memory(DataSize most) {
        return new RequestMemory(new MemoryBudget(new RequestProperties(most, most)));
    }

    /** Reads a body; nothing if it is answered with 4xx. */
    public static <T> Optional<T> read(byte[] body, Class<T> type) {
        try {
            return Optional.ofNullable(MAPPER.readValue(body, type));
        } catch (JacksonException exception) {
            HttpMessageNotReadableException unreadable =
                    new HttpMessageNotReadableException("Fuzzed", exception, new MockHttpInputMessage(body));
            assertThat(JsonProblems.of(unreadable).getStatus()).isBetween(400, 499);
            return Optional.empty();
        }
    }

    private static JsonMapper start() {
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Settings.class)
                .web(WebApplicationType.NONE)
                .properties("spring.main.banner-mode=off")
                .run()) {
            return context.getBean(JsonMapper.class);
        }
    }

    @Import(JsonConfiguration.class)
    @ImportAutoConfiguration(JacksonAutoConfiguration.class)
    static class Settings {}
}
