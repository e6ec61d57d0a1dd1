package io.latentry;

import io.latentry.engine.TorchRuntime;
import io.latentry.model.SoftwareVersions;
import java.util.HashMap;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Says what this is and what it stands on, for model cards. */
@Configuration(proxyBeanMethods = false)
class VersionConfiguration {

    @Bean
    SoftwareVersions softwareVersions(ObjectProvider<BuildProperties> build) {
        Map<String, String> versions = new HashMap<>(TorchRuntime.versions());
        versions.put("java", Runtime.version().toString());
        versions.put(
                "latentry",
                build.stream().map(BuildProperties::getVersion).findFirst().orElse("development"));
        return new SoftwareVersions(versions);
    }
}
