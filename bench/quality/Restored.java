import java.io.IOException;
import java.util.List;

/** Denoisers beside the best linear one, for two kinds of noise, two levels of each and two datasets. */
final class Restored {

    private static final double GOAL = 2;

    private static final String SETTINGS = """
            {"hidden": [2048], "epochs": 30, "schedule": "one-cycle", "learningRate": 0.0015, "patience": 0, \
            "validationFraction": 0, "precision": "bfloat16", "noise": "%s", "noiseLevel": %s}""";

    private final Trained trained;

    Restored(Trained trained) {
        this.trained = trained;
    }

    String table() throws IOException, InterruptedException {
        StringBuilder table = new StringBuilder("""

                ## Denoising autoencoder

                `%s`. Peak signal-to-noise ratio in dB, the mean of the images'; the goal is 2 dB more than the best linear denoiser.

                | dataset | noise | noisy | linear | denoised | gain | goal reached |
                |---|---|---|---|---|---|---|
                """.formatted(SETTINGS.formatted("…", "…")));
        for (String dataset : List.of("mnist", "fashion-mnist")) {
            for (String noise : List.of("gaussian", "masking")) {
                for (String level : List.of("0.25", "0.5")) {
                    table.append(row(dataset, noise, level));
                }
            }
        }
        return table.toString();
    }

    private String row(String dataset, String noise, String level) throws IOException, InterruptedException {
        String name = "denoiser-" + dataset + "-" + noise + "-" + level.replace('.', '-');
        List<String> models =
                trained.models(name, "denoising-autoencoder", dataset, SETTINGS.formatted(noise, level));
        Trained.Table table = trained.evaluate(dataset, models, """
                "protocols": ["denoising"], "noise": [{"kind": "%s", "level": %s}]""".formatted(noise, level));
        String column = "denoisedPsnr" + Character.toUpperCase(noise.charAt(0)) + noise.substring(1) + level.replace('.', '_');
        Figures denoised = table.figures(models, column);
        double linear = table.figure("linear denoiser", column);
        return "| %s | %s %s | %.2f | %.2f | %s | %.2f | %s |%n".formatted(
                dataset, noise, level, table.figure("raw values", column), linear, denoised.text(2),
                denoised.median() - linear, Figures.verdict(denoised.median() - linear >= GOAL));
    }
}
