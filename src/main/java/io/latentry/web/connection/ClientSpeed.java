package io.latentry.web.connection;

/** How fast the client of the present request is. */
public final class ClientSpeed {

    private ClientSpeed() {}

    /** Whether the request's body came too slowly, so that it was read no further. */
    public static boolean isTooSlow() {
        TrackedConnection connection = TrackedConnection.current();
        return connection != null && connection.isTooSlow();
    }
}
