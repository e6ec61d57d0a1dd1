package io.latentry.download;

import io.latentry.job.WorkerFailure;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/** Asks a source for a file, or for the rest of one, and follows redirects to where the operator allows. */
final class Requests {

    private static final int MOST_REDIRECTS = 5;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final Set<Integer> ANSWERS = Set.of(HttpURLConnection.HTTP_OK, HttpURLConnection.HTTP_PARTIAL, 416);
    private static final Set<Integer> TRY_AGAIN = Set.of(408, 425, 429);

    private final URI url;
    private final int timeoutMillis;
    private final Sources sources;

    Requests(URI url, DownloadLimits limits) {
        this.url = url;
        this.timeoutMillis = Math.toIntExact(limits.timeout().toMillis());
        this.sources = Sources.of(limits.sources());
    }

    /**
     * Sends a request, and another for each redirect.
     *
     * @param from the first byte that is wanted
     * @param tag of the file that the bytes before it are of
     * @return an answer of status 200, 206 that begins with that byte, or 416
     * @throws WorkerFailure if the source refuses, or redirects to where it must not
     */
    HttpURLConnection send(long from, Optional<String> tag) throws WorkerFailure, SourceException {
        URI uri = url;
        for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
            HttpURLConnection answer = send(uri, from, tag);
            int status = status(answer);
            if (!REDIRECTS.contains(status)) {
                return checked(answer, status, from);
            }
            uri = target(uri, answer);
            answer.disconnect();
        }
        throw new WorkerFailure("source-refused", "The source redirects more than " + MOST_REDIRECTS + " times");
    }

    private HttpURLConnection send(URI uri, long from, Optional<String> tag) throws SourceException {
        try {
            HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
            connection.setInstanceFollowRedirects(false);
            connection.setConnectTimeout(timeoutMillis);
            connection.setReadTimeout(timeoutMillis);
            connection.setUseCaches(false);
            connection.setRequestProperty("User-Agent", "Latentry");
            connection.setRequestProperty("Accept-Encoding", "identity");
            if (from > 0) {
                connection.setRequestProperty("Range", "bytes=" + from + "-");
                tag.ifPresent(known -> connection.setRequestProperty("If-Range", known));
            }
            return connection;
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    private static int status(HttpURLConnection answer) throws SourceException {
        try {
            return answer.getResponseCode();
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    private URI target(URI from, HttpURLConnection answer) throws WorkerFailure {
        String location = answer.getHeaderField("Location");
        try {
            URI target = from.resolve(String.valueOf(location));
            if (location != null && sources.allow(target)) {
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

    private static HttpURLConnection checked(HttpURLConnection answer, int status, long from)
            throws WorkerFailure, SourceException {
        if (status >= 500 || TRY_AGAIN.contains(status)) {
            throw new SourceException("The source answered " + status, null);
        }
        if (!ANSWERS.contains(status)) {
            throw new WorkerFailure("source-refused", "The source answered " + status);
        }
        String range = String.valueOf(answer.getHeaderField("Content-Range"));
        if (status == HttpURLConnection.HTTP_PARTIAL && !range.startsWith("bytes " + from + "-")) {
            throw new WorkerFailure("source-refused", "The source answered with the range " + range);
        }
        return answer;
    }

    /** A strong tag, which alone says that not a byte is another. */
    static Optional<String> tag(HttpURLConnection answer) {
        return Optional.ofNullable(answer.getHeaderField("ETag")).filter(tag -> tag.startsWith("\""));
    }

    static InputStream body(HttpURLConnection answer) throws SourceException {
        try {
            return answer.getInputStream();
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    static int read(InputStream in, byte[] buffer) throws SourceException {
        try {
            return in.read(buffer);
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    private static SourceException unavailable(IOException cause) {
        return new SourceException("The source does not answer: " + cause.getMessage(), cause);
    }
}
