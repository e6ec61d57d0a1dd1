package io.latentry.evaluation.protocol;

import io.latentry.dataset.Split;
import io.latentry.model.Reconstructor;
import io.latentry.model.Tensor;
import java.util.LinkedHashMap;
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
                + " images also the peak signal-to-noise ratio.";
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
        double[] sum = new double[1];
        trial.data().read(Split.TEST, 0, batch -> {
            Tensor back = reconstructor.get().reconstruct(batch.items()).items();
            sum[0] += trial.data().squaredError(back, batch.items());
        });
        double mse = sum[0] / trial.data().values(Split.TEST);
        Map<String, Double> figures = new LinkedHashMap<>(Map.of(MSE.name(), mse));
        if (trial.terms().isImages()) {
            Decibels.of(mse).ifPresent(psnr -> figures.put(PSNR.name(), psnr));
        }
        return figures;
    }
}
