package io.latentry.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.latentry.core.error.InvalidInputException;
import io.latentry.core.error.TooLargeException;
import io.latentry.model.Tensor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NpyTest {

    private static final String HEADER = "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 2), }";

    @Test
    void readsBackWhatItWrote() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        NpyWriter.write(Tensor.of(new float[] {1, -2, 3.5f, 4, 5, 6}, 2, 3), out);

        Tensor tensor = read(out.toByteArray());

        assertThat(tensor.shape()).containsExactly(2, 3);
        assertThat(tensor.toArray()).containsExactly(1, -2, 3.5f, 4, 5, 6);
        assertThat((out.size() - 24) % 64)
                .as("values are aligned, as NumPy writes them")
                .isZero();
    }

    @Test
    void readsBytesInTheUnitAskedFor() throws IOException {
        byte[] file = TestArrays.npy("|u1", "(3,)", new byte[] {0, 51, (byte) 255});

        assertThat(NpyReader.read(new ByteArrayInputStream(file), 3, count -> {}, NpyReader.IMAGE_BYTES)
                        .toArray())
                .containsExactly(0, 0.2f, 1);
        assertThat(NpyReader.read(new ByteArrayInputStream(file), 3, count -> {}, 1)
                        .toArray())
                .containsExactly(0, 51, 255);
    }

    @Test
    void narrowsDoubles() throws IOException {
        assertThat(read(TestArrays.npy("<f8", "(2, 1)", TestArrays.doubles(0.1, -7)))
                        .toArray())
                .containsExactly(0.1f, -7);
    }

    /** Headers are remembered, but not more than a few hundred. */
    @Test
    void tellsManyHeadersApart() throws IOException {
        for (int round = 0; round < 2; round++) {
            for (int rows = 1; rows <= 600; rows++) {
                byte[] file = TestArrays.npy("|u1", "(" + rows + ",)", new byte[rows]);

                assertThat(NpyHeader.read(new ByteArrayInputStream(file)).shape())
                        .containsExactly(rows);
            }
        }
    }

    @Test
    void acceptsAnyOrderOfKeys() throws IOException {
        byte[] file =
                TestArrays.npy("{'shape': (1,2,), 'fortran_order': False, 'descr': '<f4'}", TestArrays.floats(1, 2));

        assertThat(read(file).shape()).containsExactly(1, 2);
    }

    @Test
    void headersOfEveryRankRoundTrip() throws IOException {
        for (List<Integer> shape : List.of(List.<Integer>of(), List.of(5), List.of(1, 2, 3, 4))) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            new NpyHeader(NpyType.INT64, shape).write(out);

            assertThat(NpyHeader.read(new ByteArrayInputStream(out.toByteArray())))
                    .isEqualTo(new NpyHeader(NpyType.INT64, shape));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'descr': '|O', 'fortran_order': False, 'shape': (1, 2), }",
                "{'descr': '>f4', 'fortran_order': False, 'shape': (1, 2), }",
                "{'descr': '<u2', 'fortran_order': False, 'shape': (1, 2), }",
                "{'descr': '<i8', 'fortran_order': False, 'shape': (1, 1), }",
                "{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1, 2), }",
                "{'descr': '<f4', 'fortran_order': True, 'shape': (1, 2), }",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (-1, 2), }",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 99999999999), }",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (2000000000, 2000000000, 2000000000), }",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 1, 1, 1, 1, 1, 1, 1, 1, 2), }",
                "{'descr': '<f4', 'fortran_order': False, 'shape': 2, }",
                "{'descr': '<f4', 'fortran_order': False, }",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 2), 'more': 'x', }",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 2), } __import__('os')",
                "(1, 2)",
                "",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 1), }",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 3), }"
            })
    void refusesOtherHeadersAndBodiesOfAnotherSize(String header) {
        assertMalformed(TestArrays.npy(header, TestArrays.floats(1, 2)));
    }

    @Test
    void refusesWhatIsNotFinite() {
        assertMalformed(TestArrays.npy(HEADER, TestArrays.floats(1, Float.NaN)));
        assertMalformed(TestArrays.npy(HEADER, TestArrays.floats(Float.NEGATIVE_INFINITY, 1)));
        assertMalformed(TestArrays.npy("<f8", "(1, 1)", TestArrays.doubles(1e300)));
    }

    @Test
    void refusesEveryTruncation() {
        byte[] file = TestArrays.npy(HEADER, TestArrays.floats(1, 2));
        for (int length = 0; length < file.length; length++) {
            assertMalformed(Arrays.copyOf(file, length));
        }
    }

    @Test
    void refusesAHugeHeader() {
        assertMalformed(TestArrays.npy(HEADER + " ".repeat(60_000), TestArrays.floats(1, 2)));
        byte[] versionTwo = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 2, 0, -1, -1, -1, 127, '{'};
        assertMalformed(versionTwo);
    }

    @Test
    void refusesForgedSizesBeforeItAllocates() {
        assertThatExceptionOfType(TooLargeException.class)
                .isThrownBy(() -> read(TestArrays.npy("<f4", "(2000000000, 4)", new byte[0])));
    }

    @Test
    void refusesOtherFiles() {
        assertMalformed("PK\3\4 and more bytes".getBytes(StandardCharsets.ISO_8859_1));
    }

    private static Tensor read(byte[] file) throws IOException {
        return NpyReader.read(new ByteArrayInputStream(file), 1000, count -> {}, 1);
    }

    private static void assertMalformed(byte[] file) {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> read(file))
                .satisfies(error -> assertThat(error.code()).isEqualTo("malformed-npy"));
    }
}
