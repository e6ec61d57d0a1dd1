package io.latentry.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.latentry.dataset.TestArrays;
import io.latentry.dataset.TestImages;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Every way to send items; codes are the items as the network gets them. */
class BodyFormatTest extends InferenceTest {

    BodyFormatTest(@Autowired FakeRegistry registry) {
        super(registry);
    }

    @Test
    void bytesOfAnImageArrayAreDividedBy255() {
        byte[] body = TestArrays.npy("|u1", "(2, 1, 16, 12)", filled(2 * 192, 51));

        JsonNode codes = client.json("grey/encode", "application/x-npy", body).get("codes");

        assertThat(codes).hasSize(2);
        assertThat(codes.get(1).get(191).floatValue()).isEqualTo(0.2f);
    }

    @Test
    void bytesOfVectorsAreInTheirOwnUnits() {
        byte[] body = TestArrays.npy("|u1", "(1, 5)", filled(5, 51));

        assertThat(client.json("vector/encode", "application/x-npy", body)
                        .get("codes")
                        .toString())
                .isEqualTo("[[51.0,51.0,51.0,51.0,51.0]]");
    }

    @Test
    void doublesAreNarrowed() {
        byte[] body = TestArrays.npy("<f8", "(1, 5)", TestArrays.doubles(0.1, 1, 2, 3, -4e30));

        assertThat(client.json("vector/encode", "application/x-npy", body)
                        .get("codes")
                        .toString())
                .isEqualTo("[[0.1,1.0,2.0,3.0,-4.0E30]]");
    }

    @Test
    void arraysOfGreyImagesNeedNoChannel() {
        byte[] body = TestArrays.npy("|u1", "(1, 16, 12)", filled(192, 255));

        assertThat(client.json("grey/encode", "application/x-npy", body).get("codes"))
                .hasSize(1);
    }

    @Test
    void aPictureIsAnItem() {
        JsonNode codes = client.json("grey/encode", "image/png", TestImages.grey(16, 12, 51))
                .get("codes");

        assertThat(codes).hasSize(1);
        assertThat(codes.get(0).get(0).floatValue()).isEqualTo(0.2f);
    }

    @Test
    void coloursComeChannelByChannelAndGreyIsRepeated() {
        byte[] colour = TestImages.colour(2, 4, 0xFF3300);
        byte[] grey = TestImages.grey(2, 4, 51);

        JsonNode codes = client.json("colour/encode", "multipart/form-data; boundary=b", parts(colour, grey))
                .get("codes");

        assertThat(codes.get(0).toString())
                .isEqualTo("[" + "1.0,".repeat(8) + "0.2,".repeat(8) + "0.0,".repeat(7) + "0.0]");
        assertThat(codes.get(1).toString()).isEqualTo("[" + "0.2,".repeat(23) + "0.2]");
    }

    @Test
    void coloursTurnGreyForAGreyModel() {
        JsonNode codes = client.json("grey/encode", "image/png", TestImages.colour(16, 12, 0x808080))
                .get("codes");

        assertThat(codes.get(0).get(7).floatValue()).isEqualTo(128 / 255f);
    }

    private static byte[] filled(int size, int value) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    /** A multipart body with the boundary {@code b}. */
    static byte[] parts(byte[]... files) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] file : files) {
            out.writeBytes("""
                    --b\r
                    Content-Disposition: form-data; name="images"; filename="a.png"\r
                    Content-Type: image/png\r
                    \r
                    """.getBytes(StandardCharsets.US_ASCII));
            out.writeBytes(file);
            out.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        out.writeBytes("--b--\r\n".getBytes(StandardCharsets.US_ASCII));
        return out.toByteArray();
    }
}
