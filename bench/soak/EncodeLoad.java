import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Encode requests from several connections: .npy and JSON, from 1 row to 512, of several models, and bad ones. The same request
 * must have the same answer every time.
 */
final class EncodeLoad {

    static final int CONNECTIONS = 8;
    private static final int VALUES = 784;

    private final Client client;
    /** As often in the list as it is to be sent, of a hundred. */
    private final List<Request> mix = new ArrayList<>();

    private final Map<Request, Integer> answers = new ConcurrentHashMap<>();

    private record Request(String path, String type, byte[] body, int status) {

        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    EncodeLoad(Client client) {
        this.client = client;
        for (String model : List.of("demo-vae", "demo-autoencoder")) {
            add(15, model, npy(1));
            add(7, model, npy(16));
            add(6, model, npy(64));
            add(2, model, npy(512));
            add(7, model, json(1));
            add(4, model, json(16));
            add(2, model, json(64));
        }
        add(4, "demo-backbone", npy(1));
        add(1, "demo-backbone", npy(16));
        add(2, "demo-denoiser", json(4));
        add(1, "demo-denoiser", npy(64));
        bad();
    }

    private void bad() {
        byte[] whole = npy(4).body;
        add(1, "demo-vae", new Request("", Client.NPY, Arrays.copyOf(whole, whole.length - 100), 400));
        add(1, "demo-vae", new Request("", Client.NPY, array(4, VALUES - 1), 400));
        add(1, "demo-vae", new Request("", Client.JSON, ascii("{\"items\": [[0.5, \"grey\"]]}"), 400));
        add(1, "nobody", new Request("", Client.NPY, whole, 404));
        add(1, "demo-vae", new Request("", "text/plain", ascii("a boot"), 415));
        add(1, "demo-vae", new Request("", Client.NPY, array(2_000, VALUES), 413));
    }

    private void add(int times, String model, Request request) {
        Request addressed =
                new Request("/v1/models/" + model + "/encode", request.type, request.body, request.status);
        for (int i = 0; i < times; i++) {
            mix.add(addressed);
        }
    }

    static byte[] array(int rows, int columns) {
        byte[] header = Npy.header("<f4", rows + ", " + columns);
        ByteBuffer bytes = ByteBuffer.allocate(header.length + rows * columns * Float.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(header);
        SplittableRandom random = new SplittableRandom(rows);
        while (bytes.hasRemaining()) {
            bytes.putFloat((float) random.nextDouble());
        }
        return bytes.array();
    }

    private static Request npy(int rows) {
        return new Request("", Client.NPY, array(rows, VALUES), 200);
    }

    private static Request json(int rows) {
        SplittableRandom random = new SplittableRandom(rows);
        StringBuilder text = new StringBuilder("{\"items\": [");
        for (int row = 0; row < rows; row++) {
            text.append(row == 0 ? "[" : ", [");
            for (int i = 0; i < VALUES; i++) {
                text.append(i == 0 ? "" : ", ").append(String.format(Locale.ROOT, "%.4f", random.nextDouble()));
            }
            text.append("]");
        }
        return new Request("", Client.JSON, ascii(text + "]}"), 200);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Sends so many requests; whatever is not answered as it should be is an exception. */
    void run(int requests) throws Exception {
        AtomicInteger sent = new AtomicInteger();
        ExecutorService connections = Executors.newFixedThreadPool(CONNECTIONS);
        try {
            List<Future<?>> ends = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                SplittableRandom random = new SplittableRandom(i);
                ends.add(connections.submit(() -> {
                    while (sent.getAndIncrement() < requests) {
                        send(mix.get(random.nextInt(mix.size())));
                    }
                    return null;
                }));
            }
            for (Future<?> end : ends) {
                end.get();
            }
        } finally {
            connections.shutdownNow();
        }
    }

    private void send(Request request) throws Exception {
        HttpResponse<byte[]> answer =
                client.send("POST", request.path, request.type, request.body, request.type.equals(Client.NPY) ? Client.NPY : Client.JSON);
        int hash = Arrays.hashCode(answer.body());
        Integer before = answers.putIfAbsent(request, hash);
        if (answer.statusCode() != request.status || before != null && before != hash && request.status == 200) {
            throw new IllegalStateException(answer + " " + Client.text(answer.body()) + " to " + request.body.length
                    + " bytes of " + request.type);
        }
    }
}
