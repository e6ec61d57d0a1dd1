import java.util.List;

/**
 * A job that is killed, of some seconds if it is not.
 *
 * @param name of it
 * @param path where it is submitted
 * @param body of the request; {@code %s} is the name of the model to be
 */
record Work(String name, String path, String body) {

    private static final String JOBS = "/v1/jobs";
    private static final String BACKBONE = "/v1/models/demo-backbone/fine-tune";

    static final List<Work> ALL = List.of(
            training("vae", "vae", "fashion-sample", "\"epochs\": 40, \"patience\": 8, \"schedule\": \"cosine\""),
            training("vae, gaussian", "vae", "fashion-sample", "\"epochs\": 20, \"likelihood\": \"gaussian\", \"learnSigma\": true"),
            training("autoencoder, conv", "autoencoder", "digits",
                    "\"architecture\": \"conv\", \"hidden\": [8, 16], \"latentSize\": 8, \"epochs\": 20"),
            training("denoising-autoencoder", "denoising-autoencoder", "digits",
                    "\"hidden\": [256], \"noise\": \"masking\", \"epochs\": 40"),
            training("classifier", "classifier", "fashion-sample", "\"epochs\": 15, \"optimizer\": \"adamw\", \"weightDecay\": 0.01"),
            training("classifier, resnet20", "classifier", "digits",
                    "\"architecture\": \"resnet20\", \"epochs\": 2, \"schedule\": \"one-cycle\""),
            training("pca, randomized", "pca", "fashion-sample", "\"solver\": \"randomized\", \"powerIterations\": 100"),
            training("dictionary", "dictionary", "fashion-sample", "\"atoms\": 32, \"iterations\": 20, \"epochs\": 10"),
            training("dictionary, supervised", "dictionary", "digits",
                    "\"supervised\": true, \"atoms\": 32, \"iterations\": 50, \"epochs\": 5"),
            new Work("fine-tune, frozen", BACKBONE, """
                    {"newModel": "%s", "dataset": "digits", "seed": 5, "hyperparameters": {"epochs": 20}}"""),
            new Work("fine-tune from layer3", BACKBONE, """
                    {"newModel": "%s", "dataset": "digits", "freeze": "layer2", "seed": 5, "hyperparameters": {"epochs": 1}}"""),
            new Work("continue", "/v1/models/demo-vae/fine-tune", """
                    {"newModel": "%s", "dataset": "fashion-sample", "objective": "continue", "seed": 5,
                     "hyperparameters": {"epochs": 20}}"""),
            new Work("evaluation", "/v1/evaluations", """
                    {"dataset": "fashion-sample", "models": ["demo-vae", "demo-autoencoder"],
                     "protocols": ["linear-probe", "reconstruction", "elbo", "denoising"], "seeds": [1, 2]}"""));

    /** It would take long, and is cancelled. */
    static final Work LONG = training("cancelled", "vae", "fashion-sample", "\"epochs\": 10000, \"patience\": 0");

    private static Work training(String name, String method, String dataset, String hyperparameters) {
        return new Work(
                name,
                JOBS,
                "{\"method\": \"" + method + "\", \"dataset\": \"" + dataset + "\", \"model\": \"%s\", \"seed\": 5,"
                        + " \"hyperparameters\": {" + hyperparameters + "}}");
    }

    boolean makesModel() {
        return !path.equals("/v1/evaluations");
    }

    String request(String model) {
        return makesModel() ? body.formatted(model) : body;
    }
}
