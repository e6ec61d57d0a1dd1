import java.io.IOException;
import java.util.List;

/** Autoencoders beside principal components of equal size. */
final class Narrow {

    private static final double NEIGHBOURS_WITHIN = 0.01;

    private final Trained trained;

    Narrow(Trained trained) {
        this.trained = trained;
    }

    String table() throws IOException, InterruptedException {
        StringBuilder table = new StringBuilder("""

                ## Autoencoder

                Hidden layers of 512 and 256, 30 epochs with a cosine schedule, the best of them by a tenth of the training images. The goal
                is a lower mean squared error than that of as many principal components, and a kNN (5, Euclidean) accuracy no more than .01
                below theirs.

                | dataset | code | precision | MSE | PCA's MSE | kNN accuracy | PCA's | goals reached |
                |---|---|---|---|---|---|---|---|
                """);
        for (String dataset : List.of("mnist", "fashion-mnist")) {
            for (int size : List.of(32, 16)) {
                for (String precision : List.of("float32", "bfloat16")) {
                    table.append(row(dataset, size, precision));
                }
            }
        }
        return table.toString();
    }

    private String row(String dataset, int size, String precision) throws IOException, InterruptedException {
        String name = "autoencoder-" + dataset + "-" + size + "-" + precision;
        List<String> models = trained.models(name, "autoencoder", dataset, """
                {"hidden": [512, 256], "latentSize": %d, "epochs": 30, "schedule": "cosine", "precision": "%s"}"""
                .formatted(size, precision));
        Trained.Table table =
                trained.evaluate(dataset, models, "\"protocols\": [\"knn\", \"reconstruction\"]");
        Figures error = table.figures(models, "reconstructionMse");
        Figures neighbours = table.figures(models, "knnEuclideanAccuracy");
        double linear = table.figure("pca-" + size, "reconstructionMse");
        double linearNeighbours = table.figure("pca-" + size, "knnEuclideanAccuracy");
        return "| %s | %d | %s | %s | %.4f | %s | %.4f | %s, %s |%n".formatted(
                dataset, size, precision, error.text(4), linear, neighbours.text(4), linearNeighbours,
                Figures.verdict(error.median() < linear),
                Figures.verdict(neighbours.median() >= linearNeighbours - NEIGHBOURS_WITHIN));
    }
}
