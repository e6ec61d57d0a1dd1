package io.latentry.dataset.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.latentry.dataset.NpyReader;
import io.latentry.model.Tensor;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** As many items in one answer as there may be. */
class ManyItemsTest {

    private static final String ITEMS = "/v1/datasets/fashion-sample/items?split=train&";

    @TempDir
    private static Path home;

    private static DatasetServer server;

    @BeforeAll
    static void start() {
        server = DatasetServer.start(home);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void givesAThousandAsAnArray() throws Exception {
        HttpResponse<byte[]> response = server.get(ITEMS + "limit=1000", "application/x-npy");

        Tensor items = NpyReader.read(new ByteArrayInputStream(response.body()), 1_000_000, count -> {}, 1);
        assertThat(items.shape()).containsExactly(1000, 1, 28, 28);
    }

    @Test
    void givesEachItemItsOwnLabel() throws Exception {
        JsonNode inOrder = server.json(ITEMS + "offset=1000&limit=1000").get("labels");
        JsonNode reversed =
                server.json(ITEMS + "indices=" + positions(1999, 1000)).get("labels");

        assertThat(inOrder).hasSize(1000);
        assertThat(IntStream.range(0, 1000).mapToObj(i -> reversed.get(999 - i)))
                .containsExactlyElementsOf(inOrder);
    }

    @Test
    void refusesMore() throws Exception {
        assertThat(server.get(ITEMS + "limit=1001", "application/x-npy").statusCode())
                .isEqualTo(400);
        assertThat(server.get(ITEMS + "indices=" + positions(1000, 0), "image/png")
                        .statusCode())
                .isEqualTo(400);
    }

    /** Positions downwards, both ends included. */
    private static String positions(int from, int to) {
        return IntStream.rangeClosed(to, from)
                .mapToObj(i -> String.valueOf(from + to - i))
                .collect(Collectors.joining(","));
    }
}
