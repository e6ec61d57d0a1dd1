package io.latentry.download;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where files may come from.
 *
 * @param scheme {@code https} or {@code http}
 * @param host in lower case
 * @param port the scheme's own if the address names none
 * @param path that a file's path begins with; ends with a slash
 */
record Source(String scheme, String host, int port, String path) {

    /** What servers may understand as another folder than it looks like. */
    private static final Pattern AMBIGUOUS =
            Pattern.compile("(^|/)\\.{1,2}(/|$)|//|%2e|%2f|%5c|\\\\", Pattern.CASE_INSENSITIVE);

    /** @throws IllegalArgumentException if the text is not an absolute address of a folder */
    static Source parse(String text) {
        try {
            URI uri = new URI(text);
            String path = uri.getRawPath();
            if (!isFetchable(uri)
                    || uri.getRawQuery() != null
                    || AMBIGUOUS.matcher(path).find()) {
                throw new IllegalArgumentException(text + " is no address such as https://host/folder/");
            }
            return new Source(scheme(uri), host(uri), port(uri), path.endsWith("/") ? path : path + "/");
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(text + " is no address: " + e.getReason(), e);
        }
    }

    /** Whether it is an absolute address of the web without a user or a fragment. */
    static boolean isFetchable(URI uri) {
        return uri.getScheme() != null
                && (scheme(uri).equals("https") || scheme(uri).equals("http"))
                && uri.getHost() != null
                && uri.getRawUserInfo() == null
                && uri.getRawFragment() == null;
    }

    boolean has(URI uri) {
        return isFetchable(uri)
                && scheme.equals(scheme(uri))
                && host.equals(host(uri))
                && port == port(uri)
                && uri.getRawPath().startsWith(path)
                && !AMBIGUOUS.matcher(uri.getRawPath()).find();
    }

    private static String scheme(URI uri) {
        return uri.getScheme().toLowerCase(Locale.ROOT);
    }

    private static String host(URI uri) {
        return uri.getHost().toLowerCase(Locale.ROOT);
    }

    private static int port(URI uri) {
        int standard = scheme(uri).equals("https") ? 443 : 80;
        return uri.getPort() < 0 ? standard : uri.getPort();
    }
}
