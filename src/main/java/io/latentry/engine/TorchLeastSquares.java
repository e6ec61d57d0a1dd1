package io.latentry.engine;

import ai.djl.ndarray.NDManager;
import io.latentry.core.error.ImpossibleException;
import io.latentry.model.LeastSquares;

/** Fits linear maps by their normal equations, in float64; {@link LeastSquaresFit} is one of them. */
final class TorchLeastSquares implements LeastSquares, AutoCloseable {

    /**
     * X and Y are moved by the first pair, so that a large offset costs no digits. Of their covariances C = XᵀX / n − x̄ x̄ᵀ and
     * R = XᵀY / n − x̄ ȳᵀ, W = C⁺ R: of the shortest length, since directions in which X doesn't vary are left out.
     */
    static final String PROGRAM = """
            # Adds the rows to the sums of x [d], of y [o], of x xᵀ [d, d] and x yᵀ [d, o]; the first row of all is moved to 0.
            def add(self, x: Tensor, y: Tensor, pairs: Tensor, x0: Tensor, y0: Tensor, sx: Tensor, sy: Tensor, xx: Tensor, xy: Tensor) -> Tensor:
              x = x.to(7)
              y = y.to(7)
              if int(pairs) == 0:
                x0.copy_(x[0])
                y0.copy_(y[0])
              x = x - x0
              y = y - y0
              sx.add_(torch.sum(x, [0]))
              sy.add_(torch.sum(y, [0]))
              xx.addmm_(torch.t(x), x)
              xy.addmm_(torch.t(x), y)
              return pairs

            def finite(self, pairs: Tensor, x0: Tensor, y0: Tensor, sx: Tensor, sy: Tensor, xx: Tensor, xy: Tensor) -> Tensor:
              return torch.logical_and(torch.all(torch.isfinite(xx)), torch.all(torch.isfinite(xy)))

            # The mean of x, in float64; W [d, o] and the mean of y, in float32
            def solve(self, pairs: Tensor, x0: Tensor, y0: Tensor, sx: Tensor, sy: Tensor, xx: Tensor, xy: Tensor) -> Tuple[Tensor, Tensor, Tensor]:
              x = sx / pairs
              y = sy / pairs
              values, vectors = torch.linalg_eigh(xx / pairs - torch.outer(x, x))
              keep = values > 1e-12 * torch.max(values)
              inverses = torch.where(keep, 1.0 / values, torch.zeros_like(values))
              w = torch.matmul(torch.t(vectors), xy / pairs - torch.outer(x, y))
              w = torch.matmul(vectors, torch.unsqueeze(inverses, 1) * w)
              return (x0 + x, w.to(6), (y0 + y).to(6))

            # W (x − x̄) + ȳ
            def predict(self, x: Tensor, mean: Tensor, w: Tensor, b: Tensor) -> Tensor:
              return torch.addmm(b, (x.to(7) - mean).to(6), w)
            """;

    /** A matrix of them squared takes 512 MiB, and solving a few of these. */
    private static final int MOST_INPUTS = 1 << 13;

    private final TorchProgram program;
    private final NDManager manager;

    /**
     * A maker of fits.
     *
     * @param manager of which it makes sub-managers
     */
    TorchLeastSquares(TorchRuntime runtime, NDManager manager) {
        this.program = TorchProgram.load(runtime, PROGRAM);
        this.manager = manager;
    }

    @Override
    public Fit begin(int inputs, int outputs) {
        if (inputs > MOST_INPUTS) {
            throw new ImpossibleException(
                    "too-many-inputs",
                    "A linear map can be fitted to at most %d values, not %d".formatted(MOST_INPUTS, inputs));
        }
        return new LeastSquaresFit(program, manager.newSubManager(), inputs, outputs);
    }

    @Override
    public void close() {
        program.close();
    }
}
