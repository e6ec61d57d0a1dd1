package io.latentry;

import static org.assertj.core.api.Assertions.assertThat;

import io.latentry.testing.DrawnImage;
import io.latentry.testing.Npy;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What dictionaries have learned: atoms, and a classifier of codes. */
@Tag("long")
class AtomInspectionTests extends LookInside {

    @Test
    void atomsThatAreNotNegativeAreGreyPictures() {
        String path = model("dictionary", "digits", "\"atoms\": 24, \"epochs\": 3, \"positive\": \"codes-and-atoms\"")
                + "/layers/atoms/weights";
        float[] first = Npy.rows(npy(path))[0];

        assertThat(Npy.shape(npy(path))).isEqualTo("(24, 64)");
        DrawnImage picture = drawn(path + "?limit=1", "atom");
        assertThat(picture.rgb(index(first, 1))).isEqualTo(0xFFFFFF);
        for (int i = 0; i < 64; i++) {
            assertThat(picture.red(i)).isEqualTo(picture.blue(i));
        }
        png(path, "atoms-positive");
    }

    @Test
    void atomsOfASupervisedDictionaryHaveAClassifier() {
        String path =
                model("dictionary", "fashion-sample", "\"atoms\": 40, \"epochs\": 2, \"supervised\": true", "told");
        String item = "{\"dataset\": \"fashion-sample\", \"indices\": [0]";

        assertThat(client.get(path + "/layers").get("items").toString())
                .isEqualTo("[{\"name\":\"atoms\",\"shape\":[40]},{\"name\":\"head\",\"shape\":[10]}]");
        JsonNode head = client.get(path + "/layers/head/weights").get("arrays");
        assertThat(head.get(0).get("name").asString()).isEqualTo("weight");
        assertThat(head.get(0).get("shape").toString()).isEqualTo("[10,40]");
        JsonNode maps = client.post(path + "/layers/head/feature-maps", item + ", \"top\": 10}");
        JsonNode best = client.post(path + "/classify", item + "}")
                .get("predictions")
                .get(0)
                .get(0);
        assertThat(label(maps)).isEqualTo(best.get("label").asInt());
        png(path + "/layers/atoms/weights", "atoms-signed");
        png(path + "/layers/head/weights", "atoms-head");
        image(client.post(path + "/layers/atoms/feature-maps", item + "}", "image/png"), "atoms-code");
    }

    /** The class with the highest score. */
    private static int label(JsonNode maps) {
        int best = 0;
        for (int i = 0; i < maps.get("channels").size(); i++) {
            if (maps.get("maps").get(i).asDouble() > maps.get("maps").get(best).asDouble()) {
                best = i;
            }
        }
        return maps.get("channels").get(best).get("channel").asInt();
    }
}
