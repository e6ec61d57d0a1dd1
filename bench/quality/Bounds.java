import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** The VAE of PyTorch's examples, 784-400-20, in both precisions. */
record Bounds(Trained trained) implements Part {

    private static final double GOAL = 106;
    private static final double KNOWN = 105.6;

    @Override
    public String heading() {
        return """
                # Variational autoencoder 784-400-20

                MNIST, soft Bernoulli targets, 10 epochs of Adam at 1e-3, batches of 128, all 60,000 images. The network of PyTorch's
                examples, trained so by PyTorch, is known to reach %s nats; the goal is at most %s. Figures of the 10,000 test images:
                medians of three seeds, and their range.

                | precision | −ELBO, nats | reconstruction, nats | KL, nats | goal reached |
                |---|---|---|---|---|
                """.formatted(KNOWN, GOAL);
    }

    @Override
    public List<Row> rows() {
        return Stream.of("float32", "bfloat16").<Row>map(precision -> new Case(trained, precision)).toList();
    }

    private record Case(Trained trained, String precision) implements Row {

        @Override
        public String text(List<String> models) throws IOException, InterruptedException {
            Figures loss = trained.metric(models, "test.loss");
            return "| %s | %s | %s | %s | %s |%n".formatted(
                    precision,
                    loss.text(2),
                    trained.metric(models, "test.reconstruction").text(2),
                    trained.metric(models, "test.kl").text(2),
                    Figures.verdict(loss.median() <= GOAL));
        }

        @Override
        public List<String> models() throws IOException, InterruptedException {
            return trained.models("vae-" + precision, "vae", "mnist", """
                    {"hidden": [400], "latentSize": 20, "epochs": 10, "learningRate": 0.001, "batchSize": 128, \
                    "validationFraction": 0, "patience": 0, "precision": "%s"}""".formatted(precision));
        }
    }
}
