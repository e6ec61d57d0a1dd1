package io.latentry.web.connection;

import jakarta.servlet.DispatcherType;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Has Tomcat guard its connections. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ConnectionProperties.class)
class ConnectionConfiguration {

    @Bean
    ConnectionCounts connectionCounts() {
        return new ConnectionCounts();
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> guardedConnections(
            ConnectionProperties limits,
            TrustedProxies proxies,
            ConnectionCounts counts,
            @Value("${server.http2.enabled:false}") boolean http2) {
        if (http2) {
            throw new IllegalArgumentException(
                    "server.http2.enabled must be false: deadlines are those of HTTP/1.1. A proxy can speak HTTP/2");
        }
        return factory -> {
            factory.setProtocol(GuardedProtocol.class.getName());
            factory.addProtocolHandlerCustomizers(
                    (GuardedProtocol protocol) -> protocol.guardBy(new ConnectionGuard(limits, proxies, counts)));
            factory.addEngineValves(new RequestValve());
        };
    }

    /** Before all that may answer. */
    @Bean
    FilterRegistrationBean<UnreadBodyFilter> unreadBodyFilter() {
        FilterRegistrationBean<UnreadBodyFilter> registration = new FilterRegistrationBean<>(new UnreadBodyFilter());
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR);
        return registration;
    }
}
