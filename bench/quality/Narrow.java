import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Autoencoders beside principal components of equal size. */
record Narrow(Trained trained) implements Part {

    private static final double NEIGHBOURS_WITHIN = 0.01;

    @Override
    public String heading() {
        return """
                # Autoencoder

                Hidden layers of 512 and 256, 30 epochs with a cosine schedule, the best of them by a tenth of the training images. The goal
                is a lower mean squared error than that of as many principal components, and a kNN (5, Euclidean) accuracy no more than .01
                below theirs. Figures of the 10,000 test images: medians of three seeds, and their range.

                | dataset | code | precision | MSE | PCA's MSE | kNN accuracy | PCA's | goals reached |
                |---|---|---|---|---|---|---|---|
                """;
    }

    @Override
    public List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (String dataset : List.of("mnist", "fashion-mnist")) {
            for (int size : List.of(32, 16)) {
                for (String precision : List.of("float32", "bfloat16")) {
                    rows.add(new Case(trained, dataset, size, precision));
                }
            }
        }
        return rows;
    }

    private record Case(Trained trained, String dataset, int size, String precision) implements Row {

        @Override
        public String text(List<String> models) throws IOException, InterruptedException {
            Trained.Table table =
                    trained.evaluate(dataset, models, "\"protocols\": [\"knn\", \"reconstruction\"]");
            Figures error = table.figures(models, "mse");
            Figures neighbours = table.figures(models, "knnEuclideanAccuracy");
            double linear = table.figure("pca-" + size, "mse");
            double linearNeighbours = table.figure("pca-" + size, "knnEuclideanAccuracy");
            return "| %s | %d | %s | %s | %.4f | %s | %.4f | %s, %s |%n".formatted(
                    dataset, size, precision, error.text(4), linear, neighbours.text(4), linearNeighbours,
                    Figures.verdict(error.median() < linear),
                    Figures.verdict(neighbours.median() >= linearNeighbours - NEIGHBOURS_WITHIN));
        }

        @Override
        public List<String> models() throws IOException, InterruptedException {
            String name = "autoencoder-" + dataset + "-" + size + "-" + precision;
            return trained.models(name, "autoencoder", dataset, """
                    {"hidden": [512, 256], "latentSize": %d, "epochs": 30, "schedule": "cosine", "precision": "%s"}"""
                    .formatted(size, precision));
        }
    }
}
