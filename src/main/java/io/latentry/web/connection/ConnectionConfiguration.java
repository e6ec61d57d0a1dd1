package io.latentry.web.connection;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

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
            ConnectionProperties limits, TrustedProxies proxies, ConnectionCounts counts) {
        return factory -> {
            factory.setProtocol(GuardedProtocol.class.getName());
            factory.addProtocolHandlerCustomizers(
                    (GuardedProtocol protocol) -> protocol.guardBy(new ConnectionGuard(limits, proxies, counts)));
            factory.addEngineValves(new RequestValve());
        };
    }
}
