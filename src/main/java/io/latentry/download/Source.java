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

    /**
     * What no server takes for anything but a name: of what RFC 3986 lets stand in a path all but the semicolon, after
     * which some drop the rest of a name, and encoded bytes but for control characters, {@code % . / ; \\}, which may be
     * decoded again, and what is no UTF-8 or a longer form of another character.
     */
    private static final String CHARACTER = "[a-z0-9._~!$&'()*+,=:@-]|%(?:2[0-46-9a-d]|3[0-9ac-f]|[46][0-9a-f]"
            + "|5[0-9abd-f]|7[0-9a-e]|[89ab][0-9a-f]|c[2-9a-f]|d[0-9a-f]|e[1-9a-f]|e0(?=%[ab])|f[1-4]|f0(?=%[9ab]))";

    private static final Pattern PATH = Pattern.compile("(?:/(?:" + CHARACTER + ")++)*+/?", Pattern.CASE_INSENSITIVE);

    /** Folders above, and what is one to a server that drops dots and spaces at the end of a name. */
    private static final Pattern ONLY_DOTS = Pattern.compile("/(?:\\.|%20)+(?:/|$)");

    /** @throws IllegalArgumentException if the text is not an absolute address of a folder */
    static Source parse(String text) {
        try {
            URI uri = new URI(text);
            String path = uri.getRawPath();
            if (!isFetchable(uri) || uri.getRawQuery() != null || !isUnambiguous(path)) {
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
                && isUnambiguous(uri.getRawPath());
    }

    private static boolean isUnambiguous(String path) {
        return PATH.matcher(path).matches() && !ONLY_DOTS.matcher(path).find();
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
