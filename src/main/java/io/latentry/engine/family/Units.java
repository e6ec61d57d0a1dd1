package io.latentry.engine.family;

import io.latentry.engine.layer.Initial;
import io.latentry.engine.layer.Parameter;
import io.latentry.model.ItemShape;
import java.util.List;

/** The units that a network computes in, and how its last layer's values become items in them. */
enum Units {
    /** Values in [0, 1], which a sigmoid keeps them in. */
    UNIT_INTERVAL("""
            def prepare(self, x: Tensor, p: List[Tensor]) -> Tensor:
              return x
            def restore(self, x: Tensor, p: List[Tensor]) -> Tensor:
              return x
            def activate(self, y: Tensor) -> Tensor:
              return torch.sigmoid(y)
            """),
    /** Values of images as they are, for methods whose results may leave [0, 1]. */
    UNCHANGED("""
            def prepare(self, x: Tensor, p: List[Tensor]) -> Tensor:
              return x
            def restore(self, x: Tensor, p: List[Tensor]) -> Tensor:
              return x
            def activate(self, y: Tensor) -> Tensor:
              return y
            """),
    /** Every column less its mean, divided by its standard deviation. */
    STANDARDISED("""
            def prepare(self, x: Tensor, p: List[Tensor]) -> Tensor:
              return (x - p[MEAN]) / p[DEVIATION]
            def restore(self, x: Tensor, p: List[Tensor]) -> Tensor:
              return x * p[DEVIATION] + p[MEAN]
            def activate(self, y: Tensor) -> Tensor:
              return y
            """);

    private final String source;

    Units(String source) {
        this.source = source;
    }

    /** The arrays that hold the data's statistics. */
    List<Parameter> statistics(ItemShape shape) {
        return this == STANDARDISED
                ? List.of(
                        new Parameter(NetworkDescription.MEAN, shape.dimensions(), Initial.ZEROS),
                        new Parameter(NetworkDescription.STANDARD_DEVIATION, shape.dimensions(), Initial.ONES))
                : List.of();
    }

    /**
     * The program's methods {@code prepare}, {@code restore} and {@code activate}.
     *
     * @param firstStatistic the position of the mean among the program's arrays
     */
    String source(int firstStatistic) {
        return source.replace("MEAN", String.valueOf(firstStatistic))
                .replace("DEVIATION", String.valueOf(firstStatistic + 1));
    }

    /** The least and the greatest value of an impulse. */
    double least() {
        return this == UNIT_INTERVAL ? 0 : -2;
    }

    double greatest() {
        return this == UNIT_INTERVAL ? 1 : 2;
    }
}
