import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Loads models, has each encode something, and takes them out of memory again. */
final class LoadCycles {

    static final List<String> MODELS =
            List.of("demo-vae", "demo-autoencoder", "demo-denoiser", "demo-backbone", Soak.WIDE);

    private static final byte[] NOTHING = new byte[0];

    private final Client client;
    /** Of the codes, by model. */
    private final Map<String, Integer> first = new HashMap<>();
    private final byte[] items = EncodeLoad.array(8, 784);

    LoadCycles(Client client) {
        this.client = client;
    }

    void run() throws Exception {
        for (String model : MODELS) {
            expect(model, "load", "\"loaded\":true");
        }
        for (String model : MODELS) {
            int codes = Arrays.hashCode(post(model, "encode", Client.NPY, items));
            if (first.computeIfAbsent(model, name -> codes) != codes) {
                throw new IllegalStateException(model + " has made other codes before");
            }
        }
        for (String model : MODELS) {
            expect(model, "unload", "\"loaded\":false");
        }
    }

    private void expect(String model, String action, String expected) throws Exception {
        String answer = Client.text(post(model, action, Client.JSON, NOTHING));
        if (!answer.contains(expected)) {
            throw new IllegalStateException(action + ": " + answer);
        }
    }

    private byte[] post(String model, String action, String type, byte[] body) throws Exception {
        HttpResponse<byte[]> answer = client.send("POST", "/v1/models/" + model + "/" + action, type, body, type);
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(answer + " " + Client.text(answer.body()));
        }
        return answer.body();
    }
}
