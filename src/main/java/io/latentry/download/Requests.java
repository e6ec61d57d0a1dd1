package io.latentry.download;

import io.latentry.job.WorkerFailure;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Flow.Publisher;

/**
 * Asks a source for a file, or for the rest of one, and follows redirects to where the operator allows. The head of an
 * answer must be there in time as a whole, however it comes.
 */
final class Requests {

    static final int RANGE_NOT_SATISFIABLE = 416;

    private static final int MOST_REDIRECTS = 5;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final Set<Integer> ANSWERS =
            Set.of(HttpURLConnection.HTTP_OK, HttpURLConnection.HTTP_PARTIAL, RANGE_NOT_SATISFIABLE);
    private static final Set<Integer> TRY_AGAIN = Set.of(408, 425);
    private static final Set<Integer> BUSY = Set.of(429, 503);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI url;
    private final Duration timeout;
    private final Sources sources;

    Requests(URI url, DownloadLimits limits) {
        this.url = url;
        this.timeout = limits.timeout();
        this.sources = Sources.of(limits.sources());
    }

    /**
     * Sends a request, and another for each redirect.
     *
     * @param from the first byte that is wanted
     * @param tag of the file that the bytes before it are of
     * @return an answer of status 200, 206 that begins with that byte, or 416, whose body is to be closed
     * @throws WorkerFailure if the source refuses, or redirects to where it must not
     */
    HttpResponse<Publisher<List<ByteBuffer>>> send(long from, Optional<String> tag)
            throws WorkerFailure, SourceException, InterruptedException {
        URI uri = url;
        for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
            HttpResponse<Publisher<List<ByteBuffer>>> answer = ask(uri, from, tag);
            if (!REDIRECTS.contains(answer.statusCode())) {
                return checked(answer, from);
            }
            answer.body().subscribe(new HangUp());
            uri = target(uri, answer);
        }
        throw new WorkerFailure("source-refused", "The source redirects more than " + MOST_REDIRECTS + " times");
    }

    private HttpResponse<Publisher<List<ByteBuffer>>> ask(URI uri, long from, Optional<String> tag)
            throws SourceException, InterruptedException {
        try {
            return client.send(request(uri, from, tag), BodyHandlers.ofPublisher());
        } catch (IOException | IllegalArgumentException e) { // the latter if a header that must be a number is none
            throw SourceException.unavailable(e);
        }
    }

    private HttpRequest request(URI uri, long from, Optional<String> tag) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(timeout)
                .header("User-Agent", "Latentry")
                .header("Accept-Encoding", "identity");
        if (from > 0) {
            request.header("Range", "bytes=" + from + "-");
            tag.ifPresent(known -> request.header("If-Range", known));
        }
        return request.build();
    }

    private URI target(URI from, HttpResponse<?> answer) throws WorkerFailure {
        Optional<String> location = answer.headers().firstValue("Location");
        try {
            URI target = from.resolve(location.orElse("?"));
            if (location.isPresent() && sources.allow(target)) {
                return target;
            }
            throw new WorkerFailure(
                    "source-not-allowed",
                    "The source redirects to the host %s, which latentry.downloads.sources does not name"
                            .formatted(target.getHost()));
        } catch (IllegalArgumentException e) {
            throw new WorkerFailure("source-refused", "The source redirects to what is no address");
        }
    }

    private static HttpResponse<Publisher<List<ByteBuffer>>> checked(
            HttpResponse<Publisher<List<ByteBuffer>>> answer, long from) throws WorkerFailure, SourceException {
        try {
            check(answer, from);
            return answer;
        } catch (WorkerFailure | SourceException e) {
            answer.body().subscribe(new HangUp());
            throw e;
        }
    }

    private static void check(HttpResponse<?> answer, long from) throws WorkerFailure, SourceException {
        int status = answer.statusCode();
        if (BUSY.contains(status)) {
            throw new SourceException("The source answered " + status, RetryAfter.of(answer));
        }
        if (status >= 500 || TRY_AGAIN.contains(status)) {
            throw new SourceException("The source answered " + status);
        }
        if (!ANSWERS.contains(status)) {
            throw new WorkerFailure("source-refused", "The source answered " + status);
        }
        String range = answer.headers().firstValue("Content-Range").orElse("");
        if (status == HttpURLConnection.HTTP_PARTIAL && !range.startsWith("bytes " + from + "-")) {
            throw new WorkerFailure("source-refused", "The source answered with the range " + range);
        }
    }

    /** A strong tag, which alone says that not a byte is another. */
    static Optional<String> tag(HttpResponse<?> answer) {
        return answer.headers().firstValue("ETag").filter(tag -> tag.startsWith("\""));
    }
}
