package io.latentry.web;

import jakarta.validation.constraints.NotEmpty;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Who may use this server.
 *
 * @param apiKey which requests must then bear; empty for none, which only a loopback address allows
 * @param allowedHosts names by which it is called, which the {@code Host} header must give where no key guards it;
 *     never empty, which would let every name in
 */
@Validated
@ConfigurationProperties("latentry")
record SecurityProperties(
        @DefaultValue("") String apiKey,

        @DefaultValue({"localhost", "127.0.0.1", "[::1]"}) @NotEmpty List<String> allowedHosts) {

    SecurityProperties {
        allowedHosts = allowedHosts.stream().map(OriginFilter::hostname).toList();
    }

    boolean hasKey() {
        return !apiKey.isBlank();
    }
}
