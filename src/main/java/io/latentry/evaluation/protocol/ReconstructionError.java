package io.latentry.evaluation.protocol;

import io.latentry.dataset.Split;
import io.latentry.model.Reconstructor;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How much of the items the codes keep. */
final class ReconstructionError implements Protocol {

    private static final Measure MSE = Measure.error("mse", "reconstruction, MSE per value");
    private static final Measure PSNR = Measure.decibels("psnr", "reconstruction, PSNR in dB");

    @Override
    public String name() {
        return "reconstruction";
    }

    @Override
    public String description() {
        return "Mean squared error per value of what is decoded from the codes, of vectors after standardisation; of"
                + " images also the mean of their peak signal-to-noise ratios.";
    }

    @Override
    public List<Measure> measures(Terms terms) {
        return terms.isImages() ? List.of(MSE, PSNR) : List.of(MSE);
    }

    @Override
    public boolean isRandom(Terms terms) {
        return false;
    }

    @Override
    public Map<String, Double> measure(Representation representation, Trial trial) {
        Optional<Reconstructor> reconstructor = representation.as(Reconstructor.class);
        if (reconstructor.isEmpty()) {
            return Map.of();
        }
        Errors errors = trial.data().errors();
        trial.data()
                .read(
                        Split.TEST,
                        0,
                        batch -> errors.add(
                                reconstructor.get().reconstruct(batch.items()).items(), batch.items()));
        return trial.terms().isImages()
                ? Map.of(MSE.name(), errors.mse(), PSNR.name(), errors.psnr())
                : Map.of(MSE.name(), errors.mse());
    }
}
