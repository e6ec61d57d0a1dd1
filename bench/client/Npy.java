import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** An array of float32 as NPY has it, {@code [rows, columns]}. */
record Npy(int rows, int columns, FloatBuffer values) {

    static Npy read(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int start = 10 + (buffer.getShort(8) & 0xFFFF);
        String header = new String(bytes, 10, start - 10, StandardCharsets.US_ASCII);
        Matcher shape = Pattern.compile("'<f4'.*\\((\\d+),\\s*(\\d*)\\)").matcher(header);
        if (!shape.find()) {
            throw new IllegalStateException(header);
        }
        int columns = shape.group(2).isEmpty() ? 1 : Integer.parseInt(shape.group(2));
        FloatBuffer values = buffer.position(start).slice().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        return new Npy(Integer.parseInt(shape.group(1)), columns, values);
    }

    static byte[] header(String type, String shape) {
        String text = "{'descr': '%s', 'fortran_order': False, 'shape': (%s), }".formatted(type, shape);
        int padding = 63 - (10 + text.length()) % 64;
        byte[] words = (text + " ".repeat(padding) + "\n").getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(10 + words.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0})
                .putShort((short) words.length)
                .put(words)
                .array();
    }

    double[] row(int row) {
        return IntStream.range(row * columns, (row + 1) * columns)
                .mapToDouble(values::get)
                .toArray();
    }
}
