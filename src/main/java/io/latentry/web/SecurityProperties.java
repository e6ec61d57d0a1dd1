package io.latentry.web;

import jakarta.validation.constraints.Min;
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
 * @param trustedProxies addresses or networks of proxies whose {@code X-Forwarded-For} says who the client is, and whose
 *     connections are not limited by their address
 * @param wrongKeysPerMinute requests with a wrong key from one address that are answered with 401; further ones get 429
 */
@Validated
@ConfigurationProperties("latentry")
record SecurityProperties(
        @DefaultValue("") String apiKey,

        @DefaultValue({"localhost", "127.0.0.1", "[::1]"}) @NotEmpty List<String> allowedHosts,

        @DefaultValue List<String> trustedProxies,
        @DefaultValue("10") @Min(1) int wrongKeysPerMinute) {

    SecurityProperties {
        allowedHosts = allowedHosts.stream().map(OriginFilter::hostname).toList();
    }

    boolean hasKey() {
        return !apiKey.isBlank();
    }
}
