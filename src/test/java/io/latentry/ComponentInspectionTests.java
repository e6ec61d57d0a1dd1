package io.latentry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.latentry.testing.DrawnImage;
import io.latentry.testing.Form;
import io.latentry.testing.Npy;
import java.awt.image.BufferedImage;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What PCA has learned: a mean, and the components that items differ from it in. */
@Tag("long")
class ComponentInspectionTests extends LookInside {

    private static final String DIGIT = "{\"dataset\": \"digits\", \"split\": \"test\", \"indices\": [3]";

    @Test
    void layersOfPcaAreTheCentredItemAndItsComponents() {
        String path = model("pca", "digits", "\"latentSize\": 8");

        assertThat(client.get(path + "/layers").get("items").toString())
                .isEqualTo("[{\"name\":\"centred\",\"shape\":[1,8,8]},{\"name\":\"components\",\"shape\":[8]}]");
        JsonNode arrays = client.get(path + "/layers/components/weights").get("arrays");
        assertThat(arrays.get(0).get("name").asString()).isEqualTo("components");
        assertThat(arrays.get(0).get("shape").toString()).isEqualTo("[8,64]");
        assertThat(arrays.get(1).get("name").asString()).isEqualTo("explained_variance");
        assertThat(arrays.get(1).get("values")).hasSize(8);
        JsonNode mean =
                client.get(path + "/layers/centred/weights").get("arrays").get(0);
        assertThat(mean.get("shape").toString()).isEqualTo("[64]");
        float[] items = meanDigit();
        for (int i = 0; i < 64; i++) {
            assertThat(mean.get("values").get(i).asDouble()).isCloseTo(items[i], within(1e-4));
        }
    }

    @Test
    void whatTheComponentsMakeOfAnItemIsItsCode() {
        String path = model("pca", "digits", "\"latentSize\": 8");
        float[][] components = Npy.rows(npy(path + "/layers/components/weights"));
        float[] centred = layer(path, "centred");
        float[] mean = meanDigit();
        float[] item = Npy.rows(send("/v1/datasets/digits/items?split=test&indices=3", "application/x-npy")
                .body())[0];
        for (int j = 0; j < 64; j++) {
            assertThat(centred[j]).isCloseTo(item[j] - mean[j], within(1e-4f));
        }
        float[] code = Npy.rows(client.post(path + "/encode", DIGIT + "}", "application/x-npy"))[0];

        assertThat(layer(path, "components")).containsExactly(code, within(1e-6f));
        for (int i = 0; i < 8; i++) {
            double sum = 0;
            for (int j = 0; j < 64; j++) {
                sum += components[i][j] * centred[j];
            }
            assertThat(sum).isCloseTo(code[i], within(1e-4));
        }
        JsonNode maps = client.post(path + "/layers/components/feature-maps", DIGIT + ", \"top\": 1}");
        int strongest = maps.get("channels").get(0).get("channel").asInt();
        assertThat(maps.get("maps").get(0).asDouble()).isCloseTo(code[strongest], within(1e-4));
        for (float number : code) {
            assertThat(Math.abs(number)).isLessThanOrEqualTo(Math.abs(code[strongest]));
        }
        image(client.post(path + "/layers/centred/feature-maps", DIGIT + "}", "image/png"), "pca-centred");
        image(client.post(path + "/layers/components/feature-maps", DIGIT + "}", "image/png"), "pca-code");
    }

    @Test
    void everyComponentIsAnImageWithTheRightSideUp() {
        String path = model("pca", "digits", "\"latentSize\": 8") + "/layers/components/weights";
        float[] second = Npy.rows(npy(path))[1];

        DrawnImage picture = drawn(path + "?offset=1&limit=1", "pca-component");
        int greatest = index(second, 1);
        int least = index(second, -1);
        assertThat(picture.red(greatest)).isGreaterThan(2 * picture.blue(greatest));
        assertThat(picture.blue(least)).isGreaterThan(2 * picture.red(least));
        png(path, "pca-components");
        assertThat(png(path + "?view=histogram", "pca-histogram").getWidth()).isEqualTo(900);
    }

    @Test
    void theMeanIsAPicture() {
        String path = model("pca", "digits", "\"latentSize\": 8") + "/layers/centred/weights";
        float[] mean = meanDigit();

        DrawnImage picture = drawn(path, "pca-mean");
        assertThat(picture.rgb(index(mean, 1))).isEqualTo(0xFFFFFF);
        assertThat(picture.rgb(index(mean, -1))).isZero();
    }

    @Test
    void findsTheItemsThatAComponentExplainsMost() {
        String path = model("pca", "digits", "\"latentSize\": 8");

        String query = "/layers/components/channels/1/items?dataset=digits&limit=4";
        JsonNode first = client.get(path + query).get("items").get(0);
        JsonNode code = client.post(path + "/encode", DIGIT.replace("[3]", "[" + first.get("index") + "]") + "}")
                .get("codes")
                .get(0);
        assertThat(first.get("activation").asDouble())
                .isCloseTo(code.get(1).asDouble(), within(1e-4))
                .isPositive();
        png(path + query, "pca-items");
    }

    /** It has more values than a picture has neurons. */
    @Test
    void theMeanOfLargeImagesIsOneImage() {
        String path = model("pca", "fashion-sample", "\"latentSize\": 2", "pca-clothes");

        BufferedImage mean = png(path + "/layers/centred/weights", "pca-clothes-mean");

        assertThat(mean.getWidth()).isLessThan(400);
        assertThat(mean.getHeight()).isBetween(200, 400);
    }

    @ParameterizedTest
    @CsvSource({"pca, latentSize, components", "dictionary, atoms, atoms"})
    void ofVectorsTheyAreAMatrix(String method, String size, String layer) {
        StringBuilder rows = new StringBuilder("a,b,c,d,e,f\n");
        Random random = new Random(1);
        for (int i = 0; i < 200; i++) {
            double level = random.nextGaussian();
            rows.append("%f,%f,%f,%f,%f,%d\n".formatted(level, level + 1, -level, random.nextGaussian(), 2 * level, i));
        }
        client.upload(Form.named("rows-" + method).file("file", rows.toString()));
        String path = model(method, "rows-" + method, "\"" + size + "\": 4", "vectors-" + method);

        assertThat(Npy.shape(npy(path + "/layers/" + layer + "/weights"))).isEqualTo("(4, 6)");
        assertThat(png(path + "/layers/" + layer + "/weights", method + "-vectors")
                        .getWidth())
                .isGreaterThan(300);
        if (method.equals("pca")) {
            png(path + "/layers/centred/weights", "pca-vectors-mean");
        }
    }

    @Test
    void componentsOfColourImagesAreInColour() {
        client.upload(Form.named("colours").file("train", colours()));
        String path = model("pca", "colours", "\"latentSize\": 3", "pca-colours");

        DrawnImage mean = new DrawnImage(png(path + "/layers/centred/weights", "pca-colours-mean"), 5);
        assertThat(mean.rgb(0) & 0xFF00FF).isZero();
        assertThat(mean.red(29)).isGreaterThan(mean.blue(29)).isGreaterThan(100);
        DrawnImage third = new DrawnImage(png(path + "/layers/components/weights?offset=2", "pca-colour"), 5);
        assertThat(third.red(3)).isCloseTo(127, within(8));
        assertThat(png(path + "/layers/components/weights", "pca-colours").getWidth())
                .isGreaterThan(150);
    }

    @ParameterizedTest
    @CsvSource({
        "layers/mean/weights, 404, layer-not-found",
        "layers/components/channels/8/items?dataset=digits, 404, channel-not-found",
        "layers/components/weights?offset=8, 400, invalid-input"
    })
    void refusesWhatCannotBeShown(String path, int status, String code) {
        assertProblem(send(model("pca", "digits", "\"latentSize\": 8") + "/" + path, "application/json"), status, code);
    }

    /** What a layer makes of the item. */
    private float[] layer(String path, String layer) {
        String body = DIGIT + ", \"layer\": \"" + layer + "\", \"pool\": \"flatten\"}";
        return Npy.rows(client.post(path + "/encode", body, "application/x-npy"))[0];
    }

    /** Of all digits that models learn from. */
    private float[] meanDigit() {
        int count = client.get("/v1/datasets/digits").get("trainCount").asInt();
        float[] mean = new float[64];
        for (int from = 0; from < count; from += 500) {
            String page = "/v1/datasets/digits/items?split=train&limit=500&offset=" + from;
            for (float[] item : Npy.rows(send(page, "application/x-npy").body())) {
                for (int i = 0; i < 64; i++) {
                    mean[i] += item[i] / count;
                }
            }
        }
        return mean;
    }

    /** 60 images of 6×5 in which one channel is a slope, another noise, and the third half of the first. */
    private static byte[] colours() {
        byte[] values = new byte[60 * 90];
        Random random = new Random(2);
        for (int item = 0; item < 60; item++) {
            int slope = random.nextInt(40);
            for (int i = 0; i < 30; i++) {
                int at = item * 90 + i;
                values[at] = (byte) (slope * (i / 5));
                values[at + 30] = (byte) random.nextInt(256);
                values[at + 60] = (byte) (slope * (i / 5) / 2);
            }
        }
        return Npy.file(values, 60, 3, 6, 5);
    }
}
