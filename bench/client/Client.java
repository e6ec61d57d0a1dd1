import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What benchmarks ask of a running server, with nothing but a JDK. An answer that is no success is an exception. */
final class Client {

    static final String JSON = "application/json";
    static final String NPY = "application/x-npy";

    private static final Duration LONGEST = Duration.ofMinutes(30);

    /** Asked more often, a new server compiles what answers on the cores of its worker. */
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    /** An offer of HTTP/2 is more than some servers of Python understand. */
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String address;

    /** A client of a server, such as {@code http://localhost:8080}. */
    Client(String address) {
        this.address = address;
    }

    boolean isReady() throws InterruptedException {
        try {
            return exists("/actuator/health/readiness");
        } catch (IOException e) {
            return false;
        }
    }

    boolean exists(String path) throws IOException, InterruptedException {
        return answer(request(path).GET(), "*/*").statusCode() == 200;
    }

    byte[] get(String path, String accept) throws IOException, InterruptedException {
        return expect(answer(request(path).GET(), accept));
    }

    String get(String path) throws IOException, InterruptedException {
        return text(get(path, JSON));
    }

    byte[] post(String path, String body, String accept) throws IOException, InterruptedException {
        return expect(answer(
                request(path).header("Content-Type", JSON).POST(BodyPublishers.ofString(body)), accept));
    }

    /** Sends a body of any type, and takes any answer. */
    HttpResponse<byte[]> send(String method, String path, String type, byte[] body, String accept)
            throws IOException, InterruptedException {
        return answer(
                request(path).header("Content-Type", type).method(method, BodyPublishers.ofByteArray(body)), accept);
    }

    /** Deletes what may not be there. */
    void delete(String path) throws IOException, InterruptedException {
        answer(request(path).DELETE(), "*/*");
    }

    /**
     * Uploads a dataset, and returns it.
     *
     * @param texts of the form, by the fields' names; {@code name} among them
     * @param files of the form, likewise; read as they are sent
     */
    String upload(Map<String, String> texts, Map<String, BodyPublisher> files) throws IOException, InterruptedException {
        String boundary = "latentry-bench-" + System.nanoTime();
        String field = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"%s\"%s\r\n\r\n";
        List<BodyPublisher> parts = new ArrayList<>();
        texts.forEach((name, text) -> parts.add(BodyPublishers.ofString(field.formatted(name, "") + text + "\r\n")));
        files.forEach((name, file) -> {
            parts.add(BodyPublishers.ofString(field.formatted(name, "; filename=\"" + name + "\"")));
            parts.add(file);
            parts.add(BodyPublishers.ofString("\r\n"));
        });
        parts.add(BodyPublishers.ofString("--" + boundary + "--\r\n"));
        return text(expect(answer(
                request("/v1/datasets")
                        .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                        .POST(BodyPublishers.concat(parts.toArray(BodyPublisher[]::new))),
                JSON)));
    }

    /** Submits a job, waits until it has succeeded, and returns it as it is then. */
    String job(String path, String body) throws IOException, InterruptedException {
        return await(text(text(post(path, body, JSON)), "id"));
    }

    /** Waits until a job has succeeded, and returns it as it is then. */
    String await(String id) throws IOException, InterruptedException {
        String job = get("/v1/jobs/" + id);
        while (!isOver(job)) {
            Thread.sleep(BETWEEN_LOOKS.toMillis());
            job = get("/v1/jobs/" + id);
        }
        if (!text(job, "state").equals("succeeded")) {
            throw new IllegalStateException(job);
        }
        return job;
    }

    /** Whether a job has ended, in whatever way. */
    static boolean isOver(String job) {
        return List.of("succeeded", "failed", "cancelled").contains(text(job, "state"));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address + path)).timeout(LONGEST);
    }

    private HttpResponse<byte[]> answer(HttpRequest.Builder request, String accept)
            throws IOException, InterruptedException {
        return http.send(request.header("Accept", accept).build(), BodyHandlers.ofByteArray());
    }

    private static byte[] expect(HttpResponse<byte[]> answer) {
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(answer + " " + text(answer.body()));
        }
        return answer.body();
    }

    static String text(byte[] answer) {
        return new String(answer, StandardCharsets.UTF_8);
    }

    /** The first field of that name that is a text. */
    static String text(String json, String field) {
        return find(json, "\"" + Pattern.quote(field) + "\":\"([^\"]*)\"");
    }

    /** The first field of that name that is a number. */
    static double number(String json, String field) {
        return Double.parseDouble(find(json, "\"" + Pattern.quote(field) + "\":([-0-9.E]+)"));
    }

    private static String find(String json, String pattern) {
        Matcher found = Pattern.compile(pattern).matcher(json);
        if (!found.find()) {
            throw new IllegalStateException("No " + pattern + " in " + json);
        }
        return found.group(1);
    }
}
