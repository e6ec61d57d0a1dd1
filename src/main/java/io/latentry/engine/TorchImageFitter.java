package io.latentry.engine;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.latentry.engine.device.DevicePool;
import io.latentry.model.ImageFitter;
import io.latentry.model.ItemShape;
import io.latentry.model.Tensor;
import java.util.Arrays;

/** Fits images with libtorch's antialiased interpolation, on the threads that all calls share. */
final class TorchImageFitter implements ImageFitter, AutoCloseable {

    private static final String PROGRAM = """
            # s: top, left, height and width of the middle; channels, height and width of the result
            def fit(self, x: Tensor, s: Tensor) -> Tensor:
              x = torch.slice(x, 2, int(s[0]), int(s[0]) + int(s[2]), 1)
              x = torch.slice(x, 3, int(s[1]), int(s[1]) + int(s[3]), 1)
              if x.size(1) > int(s[4]):
                x = torch.sum(x * torch.reshape(torch.tensor([0.299, 0.587, 0.114]), [1, 3, 1, 1]), [1], True)
              x = torch._upsample_bilinear2d_aa(torch.contiguous(x), [int(s[5]), int(s[6])], False)
              x = torch.expand(x, [-1, int(s[4]), -1, -1])
              return torch.clamp(torch.contiguous(x), 0.0, 1.0)
            """;

    private final DevicePool pool;
    private final TorchProgram program;
    private final NDManager manager;

    TorchImageFitter(TorchRuntime runtime, DevicePool pool) {
        this.pool = pool;
        this.program = TorchProgram.load(runtime, PROGRAM);
        this.manager = runtime.newManager();
    }

    @Override
    public Tensor fit(Tensor image, ItemShape shape) {
        Tensor fitted = Tensor.allocate(shape.batch(1));
        pool.call("fit", () -> {
            try (NDManager call = manager.newSubManager()) {
                long[] dimensions = Arrays.stream(image.shape()).asLongStream().toArray();
                NDList inputs = new NDList(
                        call.create(image.bytes(), new Shape(dimensions), DataType.FLOAT32),
                        call.create(sizes(image.shape()[2], image.shape()[3], shape)));
                fitted.bytes().put(program.call("fit", inputs).head().toByteBuffer(true));
            }
            return fitted;
        });
        return fitted;
    }

    /** The largest middle of the wanted proportions, cut out first: no picture, however long, grows beyond what is wanted. */
    private static long[] sizes(int height, int width, ItemShape shape) {
        double scale = Math.min((double) height / shape.height(), (double) width / shape.width());
        long cutHeight = Math.max(1, Math.round(scale * shape.height()));
        long cutWidth = Math.max(1, Math.round(scale * shape.width()));
        return new long[] {
            (height - cutHeight) / 2,
            (width - cutWidth) / 2,
            cutHeight,
            cutWidth,
            shape.channels(),
            shape.height(),
            shape.width()
        };
    }

    @Override
    public void close() {
        program.close();
        manager.close();
    }
}
