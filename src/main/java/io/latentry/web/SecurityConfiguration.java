package io.latentry.web;

import io.latentry.web.connection.TrustedProxies;
import jakarta.servlet.Filter;
import java.net.InetAddress;
import java.util.List;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/** Guards the server; refuses to start where it would stand open to others. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SecurityProperties.class)
class SecurityConfiguration {

    @Bean
    FilterRegistrationBean<OriginFilter> originFilter(
            SecurityProperties properties, ProblemWriter problems, ServerProperties server, Environment environment) {
        if (ManagementPortType.get(environment) == ManagementPortType.DIFFERENT) {
            throw new UnguardedPortException(environment.getRequiredProperty("management.server.port"));
        }
        InetAddress address = server.getAddress();
        if (!properties.hasKey() && (address == null || !address.isLoopbackAddress())) {
            throw new UnguardedAddressException(address == null ? "every address" : address.getHostAddress());
        }
        List<String> hosts = properties.hasKey() ? List.of() : properties.allowedHosts();
        return first(new FilterRegistrationBean<>(new OriginFilter(hosts, problems)), 0);
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
