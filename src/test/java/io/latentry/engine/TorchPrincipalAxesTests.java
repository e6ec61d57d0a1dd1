package io.latentry.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.latentry.model.PrincipalAxes.Projection;
import io.latentry.model.Tensor;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TorchPrincipalAxesTests {

    private static final float ROOT = (float) Math.sqrt(.5);

    private final TorchNetworkLoader loader = new TorchNetworkLoader(
            new EngineProperties(1, 8, Duration.ofSeconds(60), Duration.ZERO), new SimpleMeterRegistry());

    @AfterEach
    void close() {
        loader.close();
    }

    @Test
    void findsTheDirectionsInWhichCodesVaryMost() {
        Tensor diagonal = Tensor.of(new float[] {9, 1, 13, 5, 10, 4, 12, 2}, 4, 2);

        Projection projection = loader.principalAxes().project(diagonal, 2);

        assertThat(projection.variances().toArray()).containsExactly(new float[] {16 / 3f, 4 / 3f}, within(1e-5f));
        assertThat(projection.codes().shape()).containsExactly(4, 2);
        assertThat(projection.codes().row(0).get(0)).isCloseTo(-4 * ROOT, within(1e-5f));
        assertThat(Math.abs(projection.codes().row(2).get(1))).isCloseTo(2 * ROOT, within(1e-5f));
    }

    @Test
    void findsThemAmongMoreValuesThanItems() {
        Tensor wide = Tensor.of(new float[] {1, 0, 0, 0, -1, 0, 0, 0}, 2, 4);

        Projection projection = loader.principalAxes().project(wide, 2);

        assertThat(projection.variances().toArray()).containsExactly(new float[] {2, 0}, within(1e-6f));
        assertThat(projection.codes().toArray()).containsExactly(new float[] {1, 0, -1, 0}, within(1e-6f));
    }

    @Test
    void equalCodesDoNotVary() {
        Tensor equal = Tensor.of(new float[] {3, 4, 3, 4, 3, 4}, 3, 2);

        Projection projection = loader.principalAxes().project(equal, 2);

        assertThat(projection.variances().toArray()).containsOnly(0);
        assertThat(projection.codes().toArray()).containsOnly(0);
    }
}
