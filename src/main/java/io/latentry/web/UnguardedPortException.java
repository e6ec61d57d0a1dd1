package io.latentry.web;

/** The server would answer on a second port, where neither the key nor the names of the server are asked for. */
final class UnguardedPortException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnguardedPortException(String port) {
        super("Health and metrics would be open to everyone on port " + port + " (management.server.port)");
    }
}
