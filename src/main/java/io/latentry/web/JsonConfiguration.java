package io.latentry.web;

import java.util.List;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/** What {@code application.properties} cannot say about bodies. */
@Configuration(proxyBeanMethods = false)
class JsonConfiguration implements WebMvcConfigurer {

    /** A number is no string. */
    @Bean
    JsonMapperBuilderCustomizer strictStrings() {
        return json -> json.withCoercionConfig(
                LogicalType.Textual,
                config -> config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                        .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                        .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail));
    }

    /** Takes YAML away, which Spring adds because springdoc brings a library for it: its parser is not strict. */
    @Override
    public void configureMessageConverters(HttpMessageConverters.ServerBuilder builder) {
        builder.configureMessageConvertersList(converters -> {
            converters.removeIf(converter -> converter.getSupportedMediaTypes().contains(MediaType.APPLICATION_YAML));
            converters.replaceAll(converter -> converter instanceof JacksonJsonHttpMessageConverter json
                    ? new PlainJson(json.getMapper())
                    : converter);
        });
    }

    /** Offers answers as {@code application/json}, and problem details as such: Spring's offers all of any type of JSON. */
    private static final class PlainJson extends JacksonJsonHttpMessageConverter {

        private PlainJson(JsonMapper mapper) {
            super(mapper);
        }

        @Override
        public List<MediaType> getSupportedMediaTypes(Class<?> type) {
            return ProblemDetail.class.isAssignableFrom(type)
                    ? super.getSupportedMediaTypes(type)
                    : List.of(MediaType.APPLICATION_JSON);
        }
    }
}
