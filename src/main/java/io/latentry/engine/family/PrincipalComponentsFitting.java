package io.latentry.engine.family;

import io.latentry.engine.layer.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How {@link PrincipalComponents} are found: in passes over the items, by the covariance of their values or in a random range.
 *
 * @param values of an item
 * @param epochs that it takes
 * @param spread the arrays that the solver sums up in
 * @param solver its methods
 * @param scratch float64 values that it computes with beside them, at most
 */
record PrincipalComponentsFitting(int values, int epochs, List<Parameter> spread, String solver, long scratch) {

    private static final int LEAST_BATCH = 8;
    private static final int MOST_BATCH = 256;
    private static final int MOST_BATCH_VALUES = 1 << 19;

    /** Components whose shares are figures of a model; a card with thousands would be of no use. */
    private static final int MOST_SHARES = 64;

    /** The mean, the covariance, and a measurement. */
    private static final int EPOCHS = 3;

    /** The loss of an epoch is the mean square of what those before it cannot tell; the last one's, of what the code loses. */
    private static final String PASSES = """
            # The first epoch: μ = 1/n Σᵢ xᵢ. Then, with c = x − μ, those that spread() is for; and one that measures. All in place,
            # for large arrays that come and go tear the memory to pieces.
            def step(self, x: Tensor, labels: Tensor, p: List[Tensor], epoch: int, seed: int) -> List[Tensor]:
              c = torch.flatten(x, 1).to(7)
              if epoch == 1:
                torch.add_(<count>, c.size(0))
                torch.add_(<sum>, torch.sum(c, [0]))
              else:
                torch.sub_(c, <sum> / <count>)
              if epoch == 2:
                torch.add_(<total>, self.squares(c))
              if epoch > 1 and epoch < LAST:
                self.spread(c, p)
              if epoch == LAST:
                w = <components>.to(7)
                torch.addmm_(c, torch.matmul(c, torch.t(w)), w, alpha=-1)
              return [(self.squares(c) / (c.size(0) * c.size(1))).to(6)]

            def squares(self, c: Tensor) -> Tensor:
              values = torch.flatten(c)
              return torch.dot(values, values)

            def finish(self, p: List[Tensor], epoch: int, seed: int) -> int:
              if epoch == 1:
                torch.copy_(<mean>, <sum> / <count>)
                return self.prepare_spread(p, seed)
              if epoch < LAST - 1:
                return self.refine(p)
              if epoch == LAST - 1:
                return self.solve(p)
              return 0

            # Eigenvectors in rows, the greatest eigenvalue last; in each the value of the largest magnitude is made positive.
            def keep(self, values: Tensor, vectors: Tensor, p: List[Tensor]) -> int:
              n = vectors.size(0)
              k = <components>.size(0)
              w = torch.flip(torch.slice(vectors, 0, n - k, n, 1), [0])
              w = w * torch.sign(torch.gather(w, 1, torch.argmax(torch.abs(w), 1, True)))
              v = torch.flip(torch.slice(values, 0, n - k, n, 1), [0]) / torch.clamp(<count> - 1, 1.0)
              torch.copy_(<components>, w)
              torch.copy_(<explained_variance>, torch.clamp(v, 0.0))
              return 0

            # Σ λ of the code over Σ λ of all values, and after it the shares of the first components
            def figures(self, p: List[Tensor]) -> Tensor:
              all = torch.clamp(<total> / torch.clamp(<count> - 1, 1.0), 1e-300)
              v = <explained_variance>.to(7)
              return torch.clamp(torch.cat([torch.sum(v) / all, torch.slice(v, 0, 0, SHOWN, 1) / all]), 0.0, 1.0)
            """;

    /** C = Σᵢ cᵢ cᵢᵀ = (n − 1) Σⱼ λⱼ wⱼ wⱼᵀ. */
    private static final String EXACT = """
            def prepare_spread(self, p: List[Tensor], seed: int) -> int:
              return 0

            def spread(self, c: Tensor, p: List[Tensor]) -> int:
              torch.addmm_(<scatter>, torch.t(c), c)
              return 0

            def refine(self, p: List[Tensor]) -> int:
              return 0

            def solve(self, p: List[Tensor]) -> int:
              values, vectors = torch.linalg_eigh(<scatter>, "L")
              return self.keep(values, torch.t(vectors), p)
            """;

    /**
     * Halko, Martinsson and Tropp 2011, "Finding Structure with Randomness", algorithm 4.4: Q spans C Q of the pass before,
     * from a random beginning on. Its last step is Rayleigh's and Ritz's: the eigenvectors of Qᵀ C Q, seen through Q.
     */
    private static final String RANDOMIZED = """
            def prepare_spread(self, p: List[Tensor], seed: int) -> int:
              g = torch.Generator(device=torch.device("cpu"), seed=seed)
              torch.copy_(<image>, torch.randn(<image>.size(), generator=g, dtype=7))
              return self.refine(p)

            def spread(self, c: Tensor, p: List[Tensor]) -> int:
              q = torch.matmul(c, <range>)
              torch.addmm_(<image>, torch.t(c), q)
              torch.addmm_(c, q, torch.t(<range>), alpha=-1)
              return 0

            def refine(self, p: List[Tensor]) -> int:
              q, r = torch.linalg_qr(<image>, "reduced")
              torch.copy_(<range>, q)
              torch.zero_(<image>)
              return 0

            def solve(self, p: List[Tensor]) -> int:
              c = torch.matmul(torch.t(<range>), <image>)
              values, vectors = torch.linalg_eigh((c + torch.t(c)) / 2, "L")
              return self.keep(values, torch.t(torch.matmul(<range>, vectors)), p)
            """;

    /** By the covariance {@code [values, values]}. */
    static PrincipalComponentsFitting exact(int values) {
        return new PrincipalComponentsFitting(
                values, EPOCHS, List.of(Parameter.zeros("scatter", values, values)), EXACT, 3L * values * values);
    }

    /**
     * In a range {@code [values, range]}.
     *
     * @param iterations further passes that turn it to where the items vary
     */
    static PrincipalComponentsFitting randomized(int values, int range, int iterations) {
        return new PrincipalComponentsFitting(
                values,
                EPOCHS + iterations,
                List.of(Parameter.zeros("range", values, range), Parameter.zeros("image", values, range)),
                RANDOMIZED,
                3L * values * range);
    }

    /**
     * The fitting of a network.
     *
     * @param components of a code
     */
    Fitting of(NetworkDescription network, int components) {
        List<Parameter> working = new ArrayList<>(
                List.of(Parameter.zeros("count", 1), Parameter.zeros("sum", values), Parameter.zeros("total", 1)));
        working.addAll(spread);
        int shares = Math.min(MOST_SHARES, components);
        String source = (PASSES + "\n" + solver)
                .replace("LAST", String.valueOf(epochs))
                .replace("SHOWN", String.valueOf(shares));
        return new Fitting(
                working,
                Assembly.fitting(network, working, source),
                figures(shares),
                0,
                epochs,
                Math.max(LEAST_BATCH, Math.min(MOST_BATCH, MOST_BATCH_VALUES / values)),
                false,
                0,
                0,
                scratch * Double.BYTES);
    }

    private static List<String> figures(int shares) {
        List<String> names = new ArrayList<>(List.of("train.explainedVariance"));
        IntStream.rangeClosed(1, shares).forEach(number -> names.add("train.explainedVariance." + number));
        return names;
    }
}
