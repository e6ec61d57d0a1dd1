package io.latentry.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.latentry.model.DatasetFacts;
import io.latentry.model.ElementType;
import io.latentry.model.ItemShape;
import io.latentry.model.Method;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Defaults that depend on how much there is to learn from. */
class DefaultSettingsTests {

    private static final int WIDTH = 784;

    /** Wine, breast cancer, digits and Fashion-MNIST's sample among them, and both ends. */
    @ParameterizedTest
    @CsvSource({"2, 8", "142, 8", "255, 8", "256, 16", "455, 16", "1437, 64", "2000, 64", "2048, 128", "60000, 128"})
    void batchesAreASixteenthOfTheItems(int trainCount, int batchSize) {
        for (String method : List.of("autoencoder", "denoising-autoencoder", "vae", "dictionary")) {
            assertThat(settings(method, WIDTH, trainCount)).as(method).containsEntry("batchSize", batchSize);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 2, 2", "8, 2, 2", "13, 3, 3", "30, 7, 7", "64, 16, 16", "100, 25, 20", "784, 32, 20"})
    void codesAreNarrowerThanItems(int width, int autoencoder, int vae) {
        assertThat(settings("autoencoder", width, 1000)).containsEntry("latentSize", autoencoder);
        assertThat(settings("vae", width, 1000)).containsEntry("latentSize", vae);
    }

    private static Map<String, Object> settings(String name, int width, int trainCount) {
        DatasetFacts facts = new DatasetFacts(
                new ItemShape(List.of(width)), ElementType.FLOAT32, trainCount, 10, -1, 1, List.of("a", "b"));
        Method method = Methods.all().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
        return method.plan(facts, Map.of()).hyperparameters();
    }
}
