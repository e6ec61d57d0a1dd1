package io.latentry.exchange;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.latentry.dataset.Dataset;
import io.latentry.dataset.DatasetCatalog;
import io.latentry.model.ItemShape;
import java.nio.file.Path;

/** NPY arrays as bodies of requests, to a model of images and to one of rows. */
class NpyBodyFuzzTest {

    private final RequestKit kit = new RequestKit(new NoDatasets());

    record NoOptions() {}

    @FuzzTest
    void read(byte[] body) {
        kit.check("application/x-npy", body, ItemShape.image(1, 6, 5), NoOptions.class);
        kit.check("application/x-npy", body, ItemShape.vector(30), NoOptions.class);
    }

    /** An array names no dataset. */
    private static final class NoDatasets implements DatasetCatalog {

        @Override
        public Dataset get(String name) {
            throw new AssertionError("Asked for " + name);
        }

        @Override
        public Path folder(Dataset dataset) {
            throw new AssertionError("Asked for " + dataset);
        }

        @Override
        public boolean lock(Path folder) {
            throw new AssertionError("Asked for " + folder);
        }
    }
}
