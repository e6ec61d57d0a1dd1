package io.latentry.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuickCostsTest {

    @Test
    void neighboursOfMnistAreLookedForAmongAllItems() {
        assertThat(QuickCosts.test(10_000, 784)).isEqualTo(10_000);
        assertThat(QuickCosts.neighbours(60_000, 10_000, 784)).isEqualTo(60_000);
        assertThat(QuickCosts.principal(60_000, 784, 50, true)).isEqualTo(60_000);
    }

    @Test
    void whatTakesTooLongIsMeasuredOnARoundNumberOfItems() {
        int probed = QuickCosts.probe(60_000, 784, 10);

        assertThat(probed).isBetween(20_000, 59_000);
        assertThat(probed % 1_000).isZero();
        assertThat(QuickCosts.neighbours(1_000_000, 100_000, 784)).isBetween(2_000, 100_000);
    }

    @Test
    void someItemsAreMeasuredHoweverLongTheyTake() {
        assertThat(QuickCosts.neighbours(60_000, 10_000, 1 << 24)).isEqualTo(2_000);
        assertThat(QuickCosts.test(10_000, 1 << 24)).isEqualTo(1_000);
        assertThat(QuickCosts.affordable(300, 1, 2_000)).isEqualTo(300);
    }
}
