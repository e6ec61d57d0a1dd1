package io.latentry.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.latentry.core.error.InvalidInputException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The small values: shapes, tensors, names and references. */
class ValuesTests {

    @Test
    void anImageHasChannelsHeightAndWidth() {
        ItemShape shape = ItemShape.image(3, 4, 5);
        assertThat(shape.size()).isEqualTo(60);
        assertThat(shape.batch(2)).containsExactly(2, 3, 4, 5);
        assertThat(shape).hasToString("[3, 4, 5]");
        assertThat(ItemShape.vector(7).isImage()).isFalse();
    }

    @Test
    void shapesThatCannotBeAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ItemShape(List.of(2, 2)));
        assertThatIllegalArgumentException().isThrownBy(() -> ItemShape.vector(0));
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> ItemShape.image(1 << 11, 1 << 11, 1 << 11));
    }

    @Test
    void aTensorsRowsAreViewsOfItsLittleEndianBytes() {
        Tensor tensor = Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 3, 2);
        tensor.row(1).put(0, 9);

        assertThat(tensor.toArray()).containsExactly(1, 2, 9, 4, 5, 6);
        assertThat(tensor.bytes().getFloat(8)).isEqualTo(9);
        assertThat(tensor.reshape(6).rowSize()).isOne();
        assertThat(Tensor.allocate(0, 4).rowSize()).isEqualTo(4);
    }

    @Test
    void aReferenceIsANameAVersionOrAnAlias() {
        assertThat(ModelReference.parse("my-vae").version()).isEmpty();
        assertThat(ModelReference.parse("my-vae@3").version()).hasValue(3);
        assertThat(ModelReference.parse("my-vae@best").selector()).isEqualTo("best");
        assertThat(ModelReference.parse("my-vae@best")).hasToString("my-vae@best");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "../up", "a/b", "a b", ".hidden", "a.", "-", "a@", "a@b@c", "ä"})
    void namesThatCouldLeaveAFolderAreRefused(String name) {
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> ModelReference.parse(name));
    }

    @Test
    void noiseOfNoKindOrStrengthIsRefused() {
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> new Noise("pink", 0.1));
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> new Noise("masking", 1.1));
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> new Noise("gaussian", Double.NaN));
    }
}
