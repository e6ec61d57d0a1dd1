package io.latentry;

import io.latentry.engine.EngineProperties;
import io.latentry.engine.ForeignWeights;
import io.latentry.engine.Methods;
import io.latentry.engine.Practice;
import io.latentry.engine.TorchNetworkLoader;
import io.latentry.model.FineTuning;
import io.latentry.model.ImageFitter;
import io.latentry.model.Method;
import io.latentry.model.PrincipalAxes;
import io.latentry.model.WeightsImporter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** Puts the engine behind the ports that the other rooms know. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EngineProperties.class)
class EngineConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(EngineConfiguration.class);

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

    /**
     * Comes after what fills the store, and before the server says that it is ready. Its calls are not among those that
     * the metrics tell of.
     */
    @Bean
    @Order(100)
    ApplicationRunner practice(EngineProperties properties) {
        return arguments -> {
            try (TorchNetworkLoader loader = new TorchNetworkLoader(properties, new SimpleMeterRegistry())) {
                int calls = new Practice(loader).run(properties.warmUp());
                LOG.info("The engine is warm after {} calls", calls);
            }
        };
    }
}
