package io.latentry.inspection;

import io.latentry.core.error.ImpossibleException;
import io.latentry.core.error.InvalidInputException;
import io.latentry.model.PrincipalAxes;
import io.latentry.model.PrincipalAxes.Projection;
import io.latentry.model.Tensor;
import java.util.List;

/** The plane that codes are looked at in. */
enum Plane {
    PCA {
        @Override
        View of(Tensor codes, PrincipalAxes axes, AxisNames names) {
            Projection projection = axes.project(codes, 2);
            return new View(names.principal(projection.variances()), projection.codes());
        }
    },
    FIRST {
        @Override
        View of(Tensor codes, PrincipalAxes axes, AxisNames names) {
            Tensor points = Tensor.allocate(codes.rows(), 2);
            for (int item = 0; item < codes.rows(); item++) {
                points.row(item).put(codes.row(item).slice(0, 2));
            }
            return new View(names.first(), points);
        }
    };

    /**
     * Codes in the plane.
     *
     * @param axes what its directions are
     * @param points {@code [items, 2]}
     */
    record View(List<String> axes, Tensor points) {}

    abstract View of(Tensor codes, PrincipalAxes axes, AxisNames names);

    static Plane named(String label) {
        return switch (label) {
            case "pca" -> PCA;
            case "first" -> FIRST;
            default -> throw InvalidInputException.field("projection", "must be pca or first");
        };
    }

    /** Projects codes, of which there must be enough. */
    View project(Tensor codes, PrincipalAxes axes, AxisNames names) {
        if (codes.rows() < 2 || codes.rowSize() < 2) {
            throw new ImpossibleException(
                    "too-few-dimensions",
                    "A plane takes two items or more, and codes of two numbers or more; these are " + codes.rows()
                            + " items and codes of " + codes.rowSize());
        }
        return of(codes, axes, names);
    }
}
