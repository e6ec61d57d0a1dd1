package io.latentry.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.latentry.core.error.ImpossibleException;
import io.latentry.engine.device.DevicePool;
import io.latentry.model.ImageFitter;
import io.latentry.model.ItemShape;
import io.latentry.model.Preprocessing;
import io.latentry.model.Tensor;
import java.util.Arrays;
import java.util.Map;

/** Fits images with libtorch's antialiased interpolation, on the threads that all calls share. */
final class TorchImageFitter implements ImageFitter, AutoCloseable {

    private static final String PROGRAM = """
            # s: height and width after resizing; top and left of the middle; channels, height and width of the result
            def fit_bilinear(self, x: Tensor, s: Tensor) -> Tensor:
              return self.cut(torch._upsample_bilinear2d_aa(self.grey(x, s), [int(s[0]), int(s[1])], False), s)

            def fit_bicubic(self, x: Tensor, s: Tensor) -> Tensor:
              return self.cut(torch._upsample_bicubic2d_aa(self.grey(x, s), [int(s[0]), int(s[1])], False), s)

            # Luma as ITU-R BT.601 weighs it.
            def grey(self, x: Tensor, s: Tensor) -> Tensor:
              if x.size(1) > int(s[4]):
                x = torch.sum(x * torch.reshape(torch.tensor([0.299, 0.587, 0.114]), [1, 3, 1, 1]), [1], True)
              return x

            def cut(self, x: Tensor, s: Tensor) -> Tensor:
              x = torch.slice(x, 2, int(s[2]), int(s[2]) + int(s[5]), 1)
              x = torch.slice(x, 3, int(s[3]), int(s[3]) + int(s[6]), 1)
              x = torch.expand(x, [-1, int(s[4]), -1, -1])
              return torch.clamp(torch.contiguous(x), 0.0, 1.0)
            """;

    /** Of one resized image; 64 MiB. */
    private static final long MOST_VALUES = 1 << 24;

    private final DevicePool pool;
    private final TorchProgram program;
    private final NDManager manager;

    TorchImageFitter(TorchRuntime runtime, DevicePool pool) {
        this.pool = pool;
        this.program = TorchProgram.load(runtime, PROGRAM);
        this.manager = runtime.newManager();
    }

    @Override
    public Tensor fit(Tensor image, ItemShape shape, Preprocessing preprocessing) {
        long[] sizes = sizes(image.shape()[2], image.shape()[3], shape, preprocessing);
        Tensor fitted = Tensor.allocate(shape.batch(1));
        pool.call("fit", () -> {
            try (NDManager call = manager.newSubManager()) {
                long[] dimensions = Arrays.stream(image.shape()).asLongStream().toArray();
                NDList inputs = new NDList(
                        call.create(image.bytes(), new Shape(dimensions), DataType.FLOAT32), call.create(sizes));
                NDArray result = program.call("fit_" + preprocessing.interpolation(), inputs)
                        .head();
                fitted.bytes().put(result.toByteBuffer(true));
            }
            return fitted;
        });
        return fitted;
    }

    private static long[] sizes(int height, int width, ItemShape shape, Preprocessing preprocessing) {
        boolean byHeight = (long) shape.height() * width >= (long) shape.width() * height;
        long newHeight = byHeight ? shape.height() : (long) shape.width() * height / width;
        long newWidth = byHeight ? (long) shape.height() * width / height : shape.width();
        if (newHeight * newWidth > MOST_VALUES / shape.channels()) {
            throw new ImpossibleException(
                    "image-too-long",
                    "An image of %d×%d pixels, resized to cover %s, is too large".formatted(width, height, shape),
                    Map.of("itemShape", shape.dimensions()));
        }
        return new long[] {
            newHeight,
            newWidth,
            offset(newHeight, shape.height(), preprocessing.height()),
            offset(newWidth, shape.width(), preprocessing.width()),
            shape.channels(),
            shape.height(),
            shape.width()
        };
    }

    /** Margins are rounded, half to even, for what the network sees in the end, as torchvision's {@code CenterCrop} does. */
    private static long offset(long resized, int kept, int seen) {
        int middle = Math.min(kept, seen);
        return (long) (Math.rint((resized - middle) / 2.0) - Math.rint((kept - middle) / 2.0));
    }

    @Override
    public void close() {
        program.close();
        manager.close();
    }
}
