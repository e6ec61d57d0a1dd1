import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * One kind of request.
 *
 * @param name in the table
 * @param model that is asked
 * @param rows in a request
 * @param json whether it and its answer are JSON, or else NPY
 * @param peers the peer's ways to answer it, by their paths
 */
record Row(String name, String model, int rows, boolean json, List<String> peers) {

    static final String MLP = "bench-mlp";
    static final String RESNET = "bench-resnet18";

    static final List<Row> ALL = List.of(
            new Row("npy-1", MLP, 1, false, List.of("/mlp/npy")),
            new Row("npy-64", MLP, 64, false, List.of("/mlp/npy")),
            new Row("json-1", MLP, 1, true, List.of("/mlp/json", "/mlp/orjson")),
            new Row("json-64", MLP, 64, true, List.of("/mlp/json", "/mlp/orjson")),
            new Row("resnet18-8", RESNET, 8, false, List.of("/resnet/npy")));

    /** In words. */
    String title() {
        String batch = rows == 1 ? "1 row" : rows + " rows";
        return model.equals(MLP)
                ? "784-256-32, " + batch + ", " + (json ? "JSON" : "`.npy`")
                : "ResNet-18, " + rows + " images of 224×224, `.npy`";
    }

    byte[] request(String path) {
        String type = json ? Client.JSON : Client.NPY;
        return Connection.request(path, type, type, json ? jsonBody() : npyBody());
    }

    private int[] shape() {
        return model.equals(MLP) ? new int[] {rows, 1, 28, 28} : new int[] {rows, 3, 224, 224};
    }

    private int size() {
        int size = 1;
        for (int length : shape()) {
            size *= length;
        }
        return size;
    }

    /** Half of the values are 0 and the others bytes divided by 255, as in pictures of clothes. */
    private float[] values() {
        Random random = new Random(rows);
        float[] values = new float[size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextBoolean() ? 0 : random.nextInt(256) / 255f;
        }
        return values;
    }

    private byte[] npyBody() {
        int[] shape = shape();
        String tuple = "(%d, %d, %d, %d)".formatted(shape[0], shape[1], shape[2], shape[3]);
        String header = "{'descr': '<f4', 'fortran_order': False, 'shape': " + tuple + ", }";
        String padded = header + " ".repeat(63 - (10 + header.length()) % 64) + "\n";
        ByteBuffer bytes = ByteBuffer.allocate(10 + padded.length() + 4 * size()).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII)).put((byte) 1).put((byte) 0);
        bytes.putShort((short) padded.length()).put(padded.getBytes(StandardCharsets.US_ASCII));
        for (float value : values()) {
            bytes.putFloat(value);
        }
        return bytes.array();
    }

    private byte[] jsonBody() {
        float[] values = values();
        StringBuilder text = new StringBuilder("{\"items\": [");
        for (int i = 0; i < values.length; i++) {
            text.append(i == 0 ? "[" : i % 784 == 0 ? "], [" : ", ").append(values[i]);
        }
        return text.append("]]}").toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The numbers of an answer, in either format. */
    double[] codes(byte[] answer) {
        if (json) {
            String text = Client.text(answer);
            String inner = text.substring(text.indexOf("[["), text.lastIndexOf("]]")).replace("[", "").replace("]", "");
            return List.of(inner.split(",")).stream().mapToDouble(Double::parseDouble).toArray();
        }
        ByteBuffer bytes = ByteBuffer.wrap(answer).order(ByteOrder.LITTLE_ENDIAN);
        bytes.position(10 + bytes.getShort(8));
        double[] codes = new double[bytes.remaining() / 4];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = bytes.getFloat();
        }
        return codes;
    }

    static Row named(String name) {
        return ALL.stream()
                .filter(row -> row.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(String.format(Locale.ROOT, "%s is none of %s", name, ALL)));
    }
}
