package io.latentry.web;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may use this server.
 *
 * @param apiKey which requests must then bear; empty for none, which only a loopback address allows
 * @param allowedHosts names by which it is called, which the {@code Host} header must give where no key guards it
 */
@ConfigurationProperties("latentry")
record SecurityProperties(
        @DefaultValue("") String apiKey,
        @DefaultValue({"localhost", "127.0.0.1", "[::1]"}) List<String> allowedHosts) {

    boolean hasKey() {
        return !apiKey.isBlank();
    }
}
