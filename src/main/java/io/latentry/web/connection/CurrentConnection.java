package io.latentry.web.connection;

/** The connection that this thread answers a request of. */
public final class CurrentConnection {

    private CurrentConnection() {}

    /** Whether the request's body came too slowly, so that it was read no further. */
    public static boolean isTooSlow() {
        TrackedConnection connection = TrackedConnection.current();
        return connection != null && connection.isTooSlow();
    }

    /** Its client has given the right key: it is the last to be closed when connections are scarce. */
    public static void markKnown() {
        TrackedConnection connection = TrackedConnection.current();
        if (connection != null) {
            connection.know();
        }
    }
}
