import java.io.IOException;
import java.util.List;

/** The VAE of PyTorch's examples, 784-400-20, in both precisions. */
final class Bounds {

    private static final double GOAL = 106;
    private static final double KNOWN = 105.6;

    private final Trained trained;

    Bounds(Trained trained) {
        this.trained = trained;
    }

    String table() throws IOException, InterruptedException {
        StringBuilder table = new StringBuilder("""

                ## Variational autoencoder 784-400-20

                MNIST, soft Bernoulli targets, 10 epochs of Adam at 1e-3, batches of 128, all 60,000 images. The network of PyTorch's
                examples, trained so by PyTorch, is known to reach %s nats; the goal is at most %s.

                | precision | −ELBO, nats | reconstruction, nats | KL, nats | goal reached |
                |---|---|---|---|---|
                """.formatted(KNOWN, GOAL));
        for (String precision : List.of("float32", "bfloat16")) {
            List<String> models = trained.models("vae-" + precision, "vae", "mnist", """
                    {"hidden": [400], "latentSize": 20, "epochs": 10, "learningRate": 0.001, "batchSize": 128, \
                    "validationFraction": 0, "patience": 0, "precision": "%s"}""".formatted(precision));
            Figures loss = trained.metric(models, "test.loss");
            table.append("| %s | %s | %s | %s | %s |%n".formatted(
                    precision,
                    loss.text(2),
                    trained.metric(models, "test.reconstruction").text(2),
                    trained.metric(models, "test.kl").text(2),
                    Figures.verdict(loss.median() <= GOAL)));
        }
        return table.toString();
    }
}
