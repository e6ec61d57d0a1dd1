package io.latentry.engine;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.latentry.engine.device.DevicePool;
import io.latentry.model.PrincipalAxes;
import io.latentry.model.Tensor;

/** Computes principal axes with LAPACK, on the threads that all calls share. */
final class TorchPrincipalAxes implements PrincipalAxes, AutoCloseable {

    /**
     * Of X centred, [n, d]: XᵀX v = λ v, or where there are more values than items XXᵀ u = λ u with v = Xᵀu / √λ. The
     * variances are λ / (n − 1).
     */
    private static final String PROGRAM = """
            def project(self, x: Tensor, axes: Tensor) -> Tuple[Tensor, Tensor]:
              k = int(axes[0])
              x = x.to(7)
              x = x - torch.mean(x, [0], True)
              if x.size(0) < x.size(1):
                values, vectors = torch.linalg_eigh(torch.matmul(x, torch.t(x)))
              else:
                values, vectors = torch.linalg_eigh(torch.matmul(torch.t(x), x))
              values = torch.clamp(torch.flip(values, [0]), 0.0)
              vectors = torch.slice(torch.flip(vectors, [1]), 1, 0, k, 1)
              if x.size(0) < x.size(1):
                vectors = torch.matmul(torch.t(x), vectors)
                vectors = vectors / torch.clamp(torch.norm(vectors, 2, [0], True), 1e-30)
              largest = torch.gather(vectors, 0, torch.argmax(torch.abs(vectors), 0, True))
              vectors = vectors * torch.where(largest < 0, torch.full_like(largest, -1.0), torch.full_like(largest, 1.0))
              codes = torch.matmul(x, vectors)
              return (torch.contiguous(codes).to(6), (values / float(x.size(0) - 1)).to(6))
            """;

    private final DevicePool pool;
    private final TorchProgram program;
    private final NDManager manager;

    TorchPrincipalAxes(TorchRuntime runtime, DevicePool pool) {
        this.pool = pool;
        this.program = TorchProgram.load(runtime, PROGRAM);
        this.manager = runtime.newManager();
    }

    @Override
    public Projection project(Tensor codes, int axes) {
        Tensor projected = Tensor.allocate(codes.rows(), axes);
        Tensor variances = Tensor.allocate(Math.min(codes.rows(), codes.rowSize()));
        return pool.call("principal-axes", () -> {
            try (NDManager call = manager.newSubManager()) {
                Shape shape = new Shape(codes.rows(), codes.rowSize());
                NDList inputs =
                        new NDList(call.create(codes.bytes(), shape, DataType.FLOAT32), call.create(new long[] {axes}));
                NDList results = program.call("project", inputs);
                projected.bytes().put(results.get(0).toByteBuffer(true));
                variances.bytes().put(results.get(1).toByteBuffer(true));
            }
            return new Projection(projected, variances);
        });
    }

    @Override
    public void close() {
        program.close();
        manager.close();
    }
}
