package io.latentry;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What callers get wrong when they ask for evaluations: each is named, and none leaves a job. */
class BadEvaluationRequestsTests extends WholeApplication {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '$',
            value = {
                "{} | 400 | dataset",
                "{\"dataset\": \"fashion-sample\"} | 400 | models",
                "{\"dataset\": \"fashion-sample\", \"models\": []} | 400 | models",
                "{\"dataset\": \"fashion-sample\", \"models\": [null]} | 400 | models[0]",
                "{\"dataset\": \"fashion-sample\", \"models\": \"demo-vae\"} | 400 | models",
                "{\"dataset\": \"fashion-sample\", \"models\": [\"X Y\"]} | 400 | model",
                "{\"dataset\": \"../x\", \"models\": [\"demo-vae\"]} | 400 | dataset",
                "{\"dataset\": \"nothing\", \"models\": [\"demo-vae\"]} | 404 | dataset-not-found",
                "{\"dataset\": \"fashion-sample\", \"models\": [\"demo-vae\", \"nothing\"]} | 404 | model-not-found",
                "{\"dataset\": \"fashion-sample\", \"models\": [\"demo-vae@9\"]} | 404 | model-not-found",
                "{\"dataset\": \"digits\", \"models\": [\"demo-vae\"]} | 422 | shape-mismatch",
                "{\"dataset\": \"fashion-sample\", \"models\": [\"demo-vae\"], \"protocols\": []} | 400 | protocols",
                "{\"dataset\": \"fashion-sample\", \"models\": [\"demo-vae\"], \"protocols\": [\"fid\"]} | 400 | protocols[0]",
                "{\"dataset\": \"fashion-sample\", \"models\": [\"demo-vae\"], \"seeds\": []} | 400 | seeds",
                "{\"dataset\": \"fashion-sample\", \"models\": [\"demo-vae\"], \"seeds\": [null]} | 400 | seeds[0]",
                "{\"dataset\": \"fashion-sample\", \"models\": [\"demo-vae\"], \"seeds\": 3} | 400 | seeds",
                "{\"dataset\": \"fashion-sample\", \"models\": [\"demo-vae\"], \"seeds\": [1.5]} | 400 | seeds",
                "{\"dataset\": \"fashion-sample\", \"models\": [\"demo-vae\"], \"trainItems\": 0} | 400 | trainItems",
                "{\"dataset\": \"fashion-sample\", \"models\": [\"demo-vae\"], \"trainItems\": 2001} | 400 | trainItems",
                "{\"dataset\": \"fashion-sample\", \"models\": [\"demo-vae\"], \"epochs\": 1} | 400 | epochs",
                "{\"dataset\": \"fashion-sample\", \"models\": [\"demo-vae\"], \"noise\": [{}]} | 400 | noise[0].kind",
                "{\"dataset\": \"fashion-sample\", \"models\": [\"demo-vae\"],"
                        + " \"noise\": [{\"kind\": \"pink\", \"level\": 0.1}]} | 400 | noise[0].kind",
                "{\"dataset\": \"fashion-sample\", \"models\": [\"demo-vae\"],"
                        + " \"noise\": [{\"kind\": \"masking\", \"level\": 1.5}]} | 400 | noise[0].level",
            })
    void isRefusedByName(String body, int status, String words) {
        HttpResponse<byte[]> answer = client.send("POST", "/v1/evaluations", body, "*/*");

        String text = new String(answer.body(), StandardCharsets.UTF_8);
        assertThat(answer.statusCode()).as(text).isEqualTo(status);
        assertThat(text).contains(words).contains("\"code\"");
        assertThat(client.get("/v1/jobs?limit=500").get("items").toString()).doesNotContain("\"evaluation\"");
    }

    @Test
    void whatIsNotThereIsNotFound() {
        for (String path :
                new String[] {"/v1/evaluations/nothing", "/v1/evaluations/%00", "/v1/leaderboards/nothing"}) {
            HttpResponse<byte[]> answer = client.send("GET", path, "", "*/*");
            assertThat(answer.statusCode()).as(path).isBetween(400, 404);
        }
        assertThat(client.send("GET", "/v1/evaluations/latest", "", "application/pdf")
                        .statusCode())
                .isEqualTo(406);
        assertThat(client.send("GET", "/v1/evaluations?limit=0", "", "*/*").statusCode())
                .isEqualTo(400);
        assertThat(client.get("/v1/leaderboards/digits").get("boards").isEmpty())
                .isTrue();
    }
}
