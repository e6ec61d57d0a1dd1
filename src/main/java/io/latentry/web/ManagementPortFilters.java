package io.latentry.web;

import org.springframework.boot.actuate.autoconfigure.web.server.ConditionalOnManagementPort;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementServerProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;

/**
 * Guards the port of health and metrics where they have one of their own. Spring Boot imports this into the context of that
 * port; as it is no {@code @Configuration}, the main context does not find it.
 */
@ConditionalOnManagementPort(ManagementPortType.DIFFERENT)
class ManagementPortFilters {

    @Bean
    FilterRegistrationBean<OriginFilter> managementOriginFilter(
            ManagementServerProperties management, SecurityProperties properties, ProblemWriter problems) {
        return SecurityConfiguration.originsOf(management.getAddress(), properties, problems);
    }

    @Bean
    FilterRegistrationBean<ApiKeyFilter> managementApiKeyFilter(
            SecurityProperties properties, ProblemWriter problems, AuthFailures failures) {
        return SecurityConfiguration.keyOf(properties, problems, failures);
    }
}
