package io.latentry.web;

import io.latentry.web.connection.TrustedProxies;
import jakarta.servlet.Filter;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Guards the server; refuses to start where it would stand open to others. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SecurityProperties.class)
class SecurityConfiguration {

    @Bean
    FilterRegistrationBean<OriginFilter> originFilter(
            SecurityProperties properties, ProblemWriter problems, ServerProperties server) {
        return originsOf(server.getAddress(), properties, problems);
    }

    @Bean
    TrustedProxies trustedProxies(SecurityProperties properties) {
        return new TrustedProxies(properties.trustedProxies());
    }

    @Bean
    AuthFailures authFailures(SecurityProperties properties, TrustedProxies proxies) {
        return new AuthFailures(proxies, new WrongKeys(properties.wrongKeysPerMinute(), System::nanoTime));
    }

    @Bean
    FilterRegistrationBean<ApiKeyFilter> apiKeyFilter(
            SecurityProperties properties, ProblemWriter problems, AuthFailures failures) {
        return keyOf(properties, problems, failures);
    }

    /**
     * The guard of a port that is open on an address.
     *
     * @param address null for every address
     * @throws UnguardedAddressException if others could use it without a key
     */
    static FilterRegistrationBean<OriginFilter> originsOf(
            @Nullable InetAddress address, SecurityProperties properties, ProblemWriter problems) {
        if (!properties.hasKey() && (address == null || !address.isLoopbackAddress())) {
            throw new UnguardedAddressException(address == null ? "every address" : address.getHostAddress());
        }
        List<String> hosts = properties.hasKey() ? List.of() : properties.allowedHosts();
        return first(new FilterRegistrationBean<>(new OriginFilter(hosts, problems)), 0);
    }

    static FilterRegistrationBean<ApiKeyFilter> keyOf(
            SecurityProperties properties, ProblemWriter problems, AuthFailures failures) {
        FilterRegistrationBean<ApiKeyFilter> registration =
                first(new FilterRegistrationBean<>(new ApiKeyFilter(properties.apiKey(), problems, failures)), 1);
        registration.setEnabled(properties.hasKey());
        return registration;
    }

    private static <F extends Filter> FilterRegistrationBean<F> first(
            FilterRegistrationBean<F> registration, int position) {
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + position);
        return registration;
    }
}
