package io.latentry;

import static org.assertj.core.api.Assertions.assertThat;

import io.latentry.testing.Npy;
import io.latentry.testing.SampleQuality;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Each method, trained through the API by a real worker, reaches a loss that only a working method reaches. */
@Tag("long")
class LearningTests extends WholeApplication {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** PCA with 16 components, fitted on the same 2,000 images, leaves .0203 on the same 500. */
    @Test
    void anAutoencoderReconstructsBetterThanPcaOfEqualCodeSize() {
        JsonNode metrics = train("autoencoder", "\"latentSize\": 16");

        assertThat(metrics.get("test.mse").asDouble()).isLessThan(0.0203);
    }

    /** The best linear denoiser, fitted on the same 2,000 images, takes the same 500 from 9.3 to 17.1 dB. */
    @Test
    void aDenoiserRestoresMoreThanTheBestLinearOne() {
        JsonNode metrics = train("denoising-autoencoder", "\"noise\": \"gaussian\", \"noiseLevel\": 0.5");

        assertThat(metrics.get("test.noisyPsnr").asDouble()).isBetween(9.0, 9.6);
        assertThat(metrics.get("test.psnr").asDouble()).isGreaterThan(17.6);
    }

    /** The same network in Python has 267 nats after 30 epochs, 288 after 10. */
    @Test
    void aVaeSamplesWhatRealItemsLookLike() {
        JsonNode metrics = train("vae", "\"epochs\": 40");

        assertThat(metrics.get("test.loss").asDouble()).isLessThan(270);
        assertThat(metrics.get("test.kl").asDouble()).isBetween(8.0, 30.0);

        float[][] real = items("test", 500);
        SampleQuality quality = new SampleQuality(real);
        assertThat(quality.coverage(samples("learned-vae"))).isGreaterThan(SampleQuality.THRESHOLD);
        assertThat(quality.coverage(items("train", 500))).isGreaterThan(SampleQuality.THRESHOLD);
        assertThat(quality.coverage(new float[][] {mean(real)})).isLessThan(SampleQuality.THRESHOLD);
        assertThat(quality.coverage(noise(500))).isLessThan(SampleQuality.THRESHOLD);

        train("vae", "\"epochs\": 1, \"learningRate\": 1e-9");
        assertThat(quality.coverage(samples("learned-vae"))).isLessThan(SampleQuality.THRESHOLD);
    }

    private float[][] samples(String model) {
        return Npy.rows(
                client.post("/v1/models/" + model + "/sample", "{\"n\": 500, \"seed\": 1}", "application/x-npy"));
    }

    private static float[] mean(float[][] rows) {
        float[] mean = new float[rows[0].length];
        for (float[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                mean[i] += row[i] / rows.length;
            }
        }
        return mean;
    }

    private JsonNode train(String method, String hyperparameters) {
        String job = client.train(
                "{\"method\": \"%s\", \"dataset\": \"fashion-sample\", \"model\": \"learned-%s\", \"seed\": 1, \"hyperparameters\": {%s}}"
                        .formatted(method, method, hyperparameters));
        String model = client.awaitModel(job, PATIENCE);
        return client.get("/v1/models/" + model + "/card").get("metrics");
    }

    private float[][] items(String split, int count) {
        return Npy.rows(client.send(
                        "GET",
                        "/v1/datasets/fashion-sample/items?split=" + split + "&limit=" + count,
                        "",
                        "application/x-npy")
                .body());
    }

    private static float[][] noise(int count) {
        Random random = new Random(1);
        float[][] rows = new float[count][784];
        for (float[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                row[i] = random.nextFloat();
            }
        }
        return rows;
    }
}
