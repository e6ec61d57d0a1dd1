import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One kept connection that sends the same request again and again. The JDK's client costs as much as the server, which shares
 * the processor with it.
 */
final class Connection implements AutoCloseable {

    private static final int TIMEOUT = 60_000;

    private final int port;
    private final byte[] request;
    private Socket socket;
    private InputStream in;
    private byte[] body = new byte[0];
    private String head = "";

    Connection(int port, byte[] request) {
        this.port = port;
        this.request = request;
    }

    static byte[] request(String path, String type, String accept, byte[] body) {
        byte[] head = ("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + type + "\r\nAccept: " + accept
                        + "\r\nContent-Length: " + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] all = new byte[head.length + body.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(body, 0, all, head.length, body.length);
        return all;
    }

    /** Sends the request, reads the answer, and returns its status. */
    int send() throws IOException {
        if (socket == null) {
            open();
        }
        socket.getOutputStream().write(request);
        head = readHead();
        String lower = head.toLowerCase(Locale.ROOT);
        body = lower.contains("transfer-encoding: chunked") ? readChunks() : in.readNBytes(length(lower));
        if (lower.contains("connection: close")) {
            close();
        }
        return Integer.parseInt(head.substring(9, 12));
    }

    /** Of the last answer. */
    byte[] body() {
        return body;
    }

    /** Whether the last answer has a header. */
    boolean has(String header) {
        return head.toLowerCase(Locale.ROOT).contains("\n" + header.toLowerCase(Locale.ROOT) + ":");
    }

    private void open() throws IOException {
        socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT);
        socket.connect(new InetSocketAddress("127.0.0.1", port));
        in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
    }

    private String readHead() throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.length() < 4 || !text.substring(text.length() - 4).equals("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("The connection ended after " + text);
            }
            text.append((char) next);
        }
        return text.toString();
    }

    private static int length(String head) {
        int at = head.indexOf("content-length:");
        return at < 0 ? 0 : Integer.parseInt(head.substring(at + 15, head.indexOf('\r', at)).strip());
    }

    private byte[] readChunks() throws IOException {
        java.io.ByteArrayOutputStream all = new java.io.ByteArrayOutputStream();
        int size = Integer.parseInt(line(), 16);
        while (size > 0) {
            all.write(in.readNBytes(size));
            line();
            size = Integer.parseInt(line(), 16);
        }
        line();
        return all.toByteArray();
    }

    private String line() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int next = in.read(); next != '\n' && next >= 0; next = in.read()) {
            if (next != '\r') {
                text.append((char) next);
            }
        }
        return text.toString();
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }
}
