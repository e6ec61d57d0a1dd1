package io.latentry.engine;

import io.latentry.engine.family.Family;
import io.latentry.model.ModelConfig;
import io.latentry.model.Network;
import io.latentry.model.NetworkLoader;
import io.latentry.model.Precision;
import java.nio.file.Path;
import java.util.List;

/** What the engine checks of models from outside, without libtorch. */
public final class ImportChecks implements NetworkLoader {

    @Override
    public void verify(ModelConfig config, Path weights) {
        ConfigCheck.verify(config);
        WeightsFile.verify(weights, Family.of(config.method()).served(config).arrays());
    }

    @Override
    public Network load(ModelConfig config, List<Path> weights, Precision precision) {
        throw new AssertionError("Nothing is loaded here");
    }

    @Override
    public void merge(ModelConfig config, List<Path> weights, Path target) {
        throw new AssertionError("Nothing is merged here");
    }
}
