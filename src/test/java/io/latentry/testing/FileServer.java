package io.latentry.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A source of one file, {@code /file}, with ranges, tags and failures. */
public final class FileServer implements AutoCloseable {

    private static final int SLICES_PER_SECOND = 20;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> ranges = new CopyOnWriteArrayList<>();
    private volatile byte[] file;
    private volatile boolean tags = true;
    private volatile boolean weak;
    private volatile Optional<byte[]> replacement = Optional.empty();
    private volatile boolean ranged = true;
    private volatile String retryAfter = "";
    private final AtomicInteger refusals = new AtomicInteger();
    private volatile int cutAfter = Integer.MAX_VALUE;
    private volatile int pace = Integer.MAX_VALUE;
    private final AtomicInteger cuts = new AtomicInteger();

    public FileServer(byte[] file) throws IOException {
        this.file = file;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/file", this::file);
        server.createContext("/moved", exchange -> redirect(exchange, "/file"));
        server.createContext("/circle", exchange -> redirect(exchange, "/circle"));
        server.createContext("/elsewhere", exchange -> redirect(exchange, "http://localhost:1/file"));
        server.createContext("/missing", exchange -> status(exchange, 404));
        server.createContext("/broken", exchange -> status(exchange, 503));
        server.createContext("/endless", FileServer::endless);
        server.start();
    }

    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Serves another file from now on. */
    public void serve(byte[] other) {
        file = other;
    }

    /** Sends no tags from now on. */
    public void tagless() {
        tags = false;
    }

    /** Sends weak tags from now on, which say nothing of single bytes. */
    public void weaklyTagged() {
        weak = true;
    }

    /** Serves another file once it has closed a connection early. */
    public void replaceAtCut(byte[] other) {
        replacement = Optional.of(other);
    }

    /** Ignores ranges from now on. */
    public void rangeless() {
        ranged = false;
    }

    /** Answers so many times that it is busy, and when to come back. */
    public void refuse(int times, String seconds) {
        retryAfter = seconds;
        refusals.set(times);
    }

    /** Closes the connection after so many bytes, so many times. */
    public void cutAfter(int bytes, int times) {
        cutAfter = bytes;
        cuts.set(times);
    }

    /** Sends no more than so many bytes a second from now on. */
    public void pace(int bytesPerSecond) {
        pace = bytesPerSecond;
    }

    /** The ranges that were asked for; an empty text for the whole file. */
    public List<String> ranges() {
        return ranges;
    }

    private void file(HttpExchange exchange) throws IOException {
        String range = Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Range"), "");
        String condition = exchange.getRequestHeaders().getFirst("If-Range");
        ranges.add(range);
        if (refusals.getAndDecrement() > 0) {
            exchange.getResponseHeaders().set("Retry-After", retryAfter);
            status(exchange, 429);
            return;
        }
        byte[] now = file;
        String tag = (weak ? "W/" : "") + "\"" + Arrays.hashCode(now) + "\"";
        if (tags) {
            exchange.getResponseHeaders().set("ETag", tag);
        }
        int from = !ranged || range.isEmpty() || (condition != null && !condition.equals(tag))
                ? 0
                : Integer.parseInt(range.replaceAll("\\D", ""));
        if (from > 0 && from >= now.length) {
            status(exchange, 416);
            return;
        }
        if (from > 0) {
            exchange.getResponseHeaders()
                    .set("Content-Range", "bytes %d-%d/%d".formatted(from, now.length - 1, now.length));
        }
        // Zero would mean chunks, −1 means that there is no body.
        exchange.sendResponseHeaders(from > 0 ? 206 : 200, now.length == 0 ? -1 : now.length - from);
        boolean cut = cuts.getAndDecrement() > 0 && now.length - from > cutAfter;
        if (cut) {
            replacement.ifPresent(this::serve);
        }
        try (exchange) {
            send(exchange.getResponseBody(), now, from, cut ? from + cutAfter : now.length);
        }
    }

    private void send(OutputStream out, byte[] bytes, int from, int to) throws IOException {
        int step = Math.max(1, pace / SLICES_PER_SECOND);
        int at = from;
        while (at < to) {
            int count = Math.min(step, to - at);
            out.write(bytes, at, count);
            out.flush();
            at += count;
            sleep(at < to ? 1_000 / SLICES_PER_SECOND : 0);
        }
    }

    private static void sleep(int millis) throws IOException {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static void endless(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        byte[] bytes = new byte[1 << 16];
        try (exchange) {
            while (true) {
                exchange.getResponseBody().write(bytes);
            }
        }
    }

    private static void redirect(HttpExchange exchange, String target) throws IOException {
        exchange.getResponseHeaders().set("Location", target);
        status(exchange, 302);
    }

    private static void status(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
