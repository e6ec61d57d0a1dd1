package io.latentry.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class ReconstructTest extends InferenceTest {

    private static final String SHAPES = "{\"dataset\": \"shapes\", \"split\": \"test\", \"indices\": [0, 1, 5]}";

    ReconstructTest(@Autowired FakeRegistry registry) {
        super(registry);
    }

    @Test
    void answersItemsInTheirShapeAndAnErrorForEach() {
        JsonNode answer = client.json("vector/reconstruct", "{\"items\": [[2, 2, 2, 2, 2], [4, 0, 0, 0, 0]]}");

        assertThat(answer.get("items").toString()).isEqualTo("[[1.0,1.0,1.0,1.0,1.0],[2.0,0.0,0.0,0.0,0.0]]");
        assertThat(answer.get("errors").toString()).isEqualTo("[1.0,0.8]");
    }

    @Test
    void takesVectorsOfADatasetInTheirOwnUnits() {
        JsonNode answer = client.json("vector/reconstruct", "{\"dataset\": \"rows\", \"indices\": [2]}");

        assertThat(answer.get("items").toString()).isEqualTo("[[100.0,100.5,101.0,101.5,102.0]]");
    }

    @Test
    void takesBytesOfADatasetAsNumbersFromZeroToOne() {
        float[] items = Npy.values(client.file("grey/reconstruct", SHAPES, "application/x-npy"));

        assertThat(items).hasSize(3 * FakeRegistry.GREY.size()).containsOnly(0, 0.5f);
    }

    @Test
    void answersImagesNestedByChannelRowAndColumn() {
        JsonNode items = client.json("grey/reconstruct", SHAPES).get("items");

        assertThat(items.get(0)).hasSize(1);
        assertThat(items.get(0).get(0)).hasSize(16);
        assertThat(items.get(0).get(0).get(1).toString())
                .isEqualTo("[0.0,0.0,0.5,0.5,0.5,0.5,0.5,0.5,0.5,0.5,0.0,0.0]");
    }

    @Test
    void drawsTheInputAboveTheOutput() {
        Png picture = Png.of(client.file("grey/reconstruct", SHAPES, "image/png"), "reconstruct");

        int scale = 5;
        int margin = 4;
        int below = margin + 16 * scale;
        int left = picture.width() - 3 * (12 * scale + margin);
        assertThat(left).as("the labels' room").isBetween(40, 80);
        assertThat(picture.level(left + 2 * scale, margin + scale)).isEqualTo(255);
        assertThat(picture.level(left + 2 * scale, margin + scale + below)).isCloseTo(128, within(1));
        assertThat(picture.level(left + 9 * scale, margin + 9 * scale)).isZero();
    }

    @Test
    void takesEveryLayoutOfAnItem() {
        String row = "[0,0,0,0,0,0,0,0,0,0,0,1]";
        String rows = (row + ",").repeat(15) + row;
        String flat = rows.replace("[", "").replace("]", "");
        String expected = client.json("grey/reconstruct", "{\"items\": [[[%s]]]}".formatted(rows))
                .toString();

        assertThat(expected).contains("0.5]").contains("\"errors\":[0.020833334]");
        assertThat(client.json("grey/reconstruct", "{\"items\": [[%s]]}".formatted(rows))
                        .toString())
                .isEqualTo(expected);
        assertThat(client.json("grey/reconstruct", "{\"items\": [[%s]]}".formatted(flat))
                        .toString())
                .isEqualTo(expected);
    }
}
