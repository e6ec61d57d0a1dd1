package io.latentry.inspection;

import io.latentry.drawing.Numbers;
import io.latentry.exchange.Models.Roles;
import io.latentry.model.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Names of the directions that codes are looked at in, with their shares of the variance. */
record AxisNames(Roles roles, Sample sample, LostVariance lost) {

    /** The two directions in which the codes vary most; principal components keep the distances between items. */
    List<String> principal(Tensor variances) {
        Optional<PrincipalModel> model = PrincipalModel.of(roles);
        if (model.isPresent() && !model.get().isWhitened()) {
            double[] kept = VarianceShares.doubles(variances);
            double total = VarianceShares.of(kept).total() + lost.of(roles, sample);
            return names("principal component %d", "the data's variance", VarianceShares.of(kept, total));
        }
        String whose = model.isPresent() ? "the whitened code's variance" : "the code's variance";
        return names("principal component %d of the code", whose, VarianceShares.of(variances));
    }

    private static List<String> names(String direction, String whose, VarianceShares shares) {
        return IntStream.range(0, 2)
                .mapToObj(axis -> direction.formatted(axis + 1) + share(shares, axis, whose))
                .toList();
    }

    private static String share(VarianceShares shares, int axis, String whose) {
        return " (" + Numbers.text(100 * shares.ratios()[axis]) + " % of " + whose + ")";
    }

    /** The first two numbers of a code. */
    List<String> first() {
        return PrincipalModel.of(roles)
                .map(AxisNames::components)
                .orElse(List.of("code dimension 0", "code dimension 1"));
    }

    private static List<String> components(PrincipalModel model) {
        return model.learned()
                .map(shares -> names("principal component %d", "the training data's variance", shares))
                .orElse(List.of("principal component 1", "principal component 2"));
    }
}
