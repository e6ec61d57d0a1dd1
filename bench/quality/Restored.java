import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Denoisers beside the best linear one, for two kinds of noise, two levels of each and two datasets. */
record Restored(Trained trained) implements Part {

    private static final double GOAL = 2;

    private static final String SETTINGS = """
            {"hidden": [2048], "epochs": 40, "batchSize": 256, "schedule": "one-cycle", "learningRate": 0.002, "patience": 0, \
            "validationFraction": 0, "precision": "bfloat16", "noise": "%s", "noiseLevel": %s}""";

    @Override
    public String heading() {
        return """
                # Denoising autoencoder

                `%s`. Peak signal-to-noise ratio in dB, the mean of the images'; the goal is 2 dB more than the best linear denoiser.
                Figures of the 10,000 test images: medians of three seeds, and their range.

                | dataset | noise | noisy | linear | denoised | gain | goal reached |
                |---|---|---|---|---|---|---|
                """.formatted(SETTINGS.formatted("…", "…"));
    }

    @Override
    public List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (String dataset : List.of("mnist", "fashion-mnist")) {
            for (String noise : List.of("gaussian", "masking")) {
                for (String level : List.of("0.25", "0.5")) {
                    rows.add(new Case(trained, dataset, noise, level));
                }
            }
        }
        return rows;
    }

    private record Case(Trained trained, String dataset, String noise, String level) implements Row {

        @Override
        public String text(List<String> models) throws IOException, InterruptedException {
            Trained.Table table = trained.evaluate(dataset, models, """
                    "protocols": ["denoising"], "noise": [{"kind": "%s", "level": %s}]""".formatted(noise, level));
            String column =
                    "denoisedPsnr" + Character.toUpperCase(noise.charAt(0)) + noise.substring(1) + level.replace('.', '_');
            Figures denoised = table.figures(models, column);
            double linear = table.figure("linear denoiser", column);
            return "| %s | %s %s | %.2f | %.2f | %s | %.2f | %s |%n".formatted(
                    dataset, noise, level, table.figure("raw values", column), linear, denoised.text(2),
                    denoised.median() - linear, Figures.verdict(denoised.median() - linear >= GOAL));
        }

        @Override
        public List<String> models() throws IOException, InterruptedException {
            String name = "denoiser-" + dataset + "-" + noise + "-" + level.replace('.', '-');
            return trained.models(name, "denoising-autoencoder", dataset, SETTINGS.formatted(noise, level));
        }
    }
}
