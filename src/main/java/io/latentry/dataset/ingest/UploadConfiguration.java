package io.latentry.dataset.ingest;

import io.latentry.dataset.DatasetProperties;
import io.latentry.storage.Home;
import io.latentry.web.BodyLimit;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/** Says what uploads may be received. */
@Configuration(proxyBeanMethods = false)
class UploadConfiguration {

    @Bean
    BodyLimit uploadLimit(DatasetProperties properties, UploadSlots slots, Home home) {
        return new BodyLimit(HttpMethod.POST, "/v1/datasets", properties.maxUpload(), length -> {
            slots.checkFree();
            home.requireSpace(length);
        });
    }
}
