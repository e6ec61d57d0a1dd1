package io.latentry.inference;

import io.latentry.web.BodyLimit;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(InferenceProperties.class)
class InferenceConfiguration implements WebMvcConfigurer {

    private static final String VERBS = "encode|classify|reconstruct|denoise|sample|interpolate";

    @Bean
    BodyLimit itemsLimit(InferenceProperties properties) {
        return new BodyLimit(
                HttpMethod.POST, "/v1/models/{model}/{verb:" + VERBS + "}", properties.maxBody(), length -> {});
    }

    @Override
    public void configureMessageConverters(HttpMessageConverters.ServerBuilder builder) {
        builder.addCustomConverter(new JsonAnswerConverter())
                .addCustomConverter(new NpyAnswerConverter())
                .addCustomConverter(new PngAnswerConverter());
    }
}
