package io.latentry;

import io.latentry.engine.EngineProperties;
import io.latentry.engine.ForeignWeights;
import io.latentry.engine.Methods;
import io.latentry.engine.TorchNetworkLoader;
import io.latentry.model.FineTuning;
import io.latentry.model.ImageFitter;
import io.latentry.model.MemoryEstimator;
import io.latentry.model.Method;
import io.latentry.model.PrincipalAxes;
import io.latentry.model.WeightsImporter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the engine behind the ports that the other rooms know. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EngineProperties.class)
class EngineConfiguration {

    @Bean
    PracticeRunner practice(EngineProperties properties) {
        return new PracticeRunner(properties);
    }

    @Bean
    TorchNetworkLoader networkLoader(EngineProperties properties, MeterRegistry meters) {
        return new TorchNetworkLoader(properties, meters);
    }

    @Bean
    List<Method> engineMethods() {
        return Methods.all();
    }

    @Bean
    ImageFitter imageFitter(TorchNetworkLoader loader) {
        return loader.imageFitter();
    }

    @Bean
    PrincipalAxes principalAxes(TorchNetworkLoader loader) {
        return loader.principalAxes();
    }

    @Bean
    WeightsImporter weightsImporter() {
        return new ForeignWeights();
    }

    @Bean
    FineTuning fineTuning() {
        return Methods.fineTuning();
    }

    @Bean
    MemoryEstimator memoryEstimator() {
        return Methods.memoryEstimator();
    }
}
