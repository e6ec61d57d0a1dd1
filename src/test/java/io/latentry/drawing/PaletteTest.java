package io.latentry.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import io.latentry.model.Tensor;
import org.junit.jupiter.api.Test;

class PaletteTest {

    @Test
    void beginsAndEndsWithItsColours() {
        assertThat(Palette.MAGNITUDE.rgb(0)).isEqualTo(0x440154);
        assertThat(Palette.MAGNITUDE.rgb(1)).isEqualTo(0xFDE725);
        assertThat(Palette.MAGNITUDE.rgb(7)).isEqualTo(0xFDE725);
        assertThat(Palette.GREY.rgb(0.5)).isEqualTo(0x808080);
    }

    @Test
    void zeroIsWhiteBetweenBlueAndRed() {
        assertThat(Palette.SIGNED.rgb(0.5)).isEqualTo(0xF7F7F7);
        assertThat(Palette.SIGNED.rgb(0.1)).isEqualTo(0x2166AC);
        assertThat(Palette.SIGNED.rgb(0.9)).isEqualTo(0xB2182B);
    }

    @Test
    void classesDiffer() {
        assertThat(Palette.CLASSES).hasSize(10).doesNotHaveDuplicates();
    }

    @Test
    void aScaleIsAroundZeroWhereValuesHaveSigns() {
        Tensor signed = Tensor.of(new float[] {-2, 0, 1}, 1, 1, 3);
        ColourScale scale = ColourScale.of(signed, "");

        assertThat(scale.minimum()).isEqualTo(-2);
        assertThat(scale.maximum()).isEqualTo(2);
        assertThat(scale.paint(signed).shape()).containsExactly(1, 3, 1, 3);
        assertThat(scale.paint(signed).values().get(1)).isEqualTo(0xF7 / 255f);
        assertThat(ColourScale.of(Tensor.of(new float[] {0, 3}, 1, 1, 2), "").palette())
                .isEqualTo(Palette.MAGNITUDE);
    }

    @Test
    void writesShortNumbers() {
        assertThat(Numbers.text(0)).isEqualTo("0");
        assertThat(Numbers.text(-0.012345)).isEqualTo("−0.0123");
        assertThat(Numbers.text(12000)).isEqualTo("12000");
        assertThat(Numbers.text(1.5e-7)).isEqualTo("1.5e−7");
    }
}
