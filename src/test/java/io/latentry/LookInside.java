package io.latentry;

import static org.assertj.core.api.Assertions.assertThat;

import io.latentry.testing.DrawnImage;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Looks into models and jobs; a copy of every picture is kept under {@code target/pictures} for people to look at. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"latentry.inspection.max-items=600", "latentry.inspection.max-answer-values=80000"})
abstract class LookInside extends WholeApplication {

    static final String CLOTHES = "?dataset=fashion-sample";
    static final String FIRST = "{\"dataset\": \"fashion-sample\", \"indices\": [0]";

    static void assertProblem(HttpResponse<byte[]> response, int status, String code) {
        String body = new String(response.body(), StandardCharsets.UTF_8);
        assertThat(response.statusCode()).as(body).isEqualTo(status);
        JsonNode problem = JsonMapper.shared().readTree(body);
        assertThat(problem.get("code").asString()).isEqualTo(code);
        if (code.equals("invalid-input")) {
            assertThat(problem.get("errors")).isNotEmpty();
        }
    }

    HttpResponse<byte[]> send(String path, String accept) {
        return client.send("GET", path, "", accept);
    }

    byte[] npy(String path) {
        HttpResponse<byte[]> response = send(path, "application/x-npy");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Latentry-Model").orElse("")).endsWith("@1");
        return response.body();
    }

    BufferedImage png(String path, String name) {
        HttpResponse<byte[]> response = send(path, "image/png");
        assertThat(response.statusCode())
                .as(() -> new String(response.body(), StandardCharsets.UTF_8))
                .isEqualTo(200);
        return image(response.body(), name);
    }

    static BufferedImage image(byte[] file, String name) {
        try {
            Files.write(Files.createDirectories(Path.of("target", "pictures")).resolve(name + ".png"), file);
            return ImageIO.read(new ByteArrayInputStream(file));
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    static int pixels(BufferedImage image) {
        return Arrays.hashCode(image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth()));
    }

    String model(String method, String dataset, String settings) {
        return model(method, dataset, settings, method);
    }

    /** The path of a model, which is trained if it is not there. */
    String model(String method, String dataset, String settings, String name) {
        String path = "/v1/models/" + name;
        if (send(path, "application/json").statusCode() == 404) {
            String job = client.train(
                    "{\"method\": \"%s\", \"dataset\": \"%s\", \"model\": \"%s\", \"seed\": 1, \"hyperparameters\": {%s}}"
                            .formatted(method, dataset, name, settings));
            client.awaitModel(job, Duration.ofMinutes(2));
        }
        return path;
    }

    /** One image of 8×8. */
    DrawnImage drawn(String path, String name) {
        return new DrawnImage(png(path, name), 8);
    }

    /** Where the greatest value is, or with the sign -1 the least. */
    static int index(float[] values, int sign) {
        int best = 0;
        for (int i = 0; i < values.length; i++) {
            if (sign * values[i] > sign * values[best]) {
                best = i;
            }
        }
        return best;
    }
}
