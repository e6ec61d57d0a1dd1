package io.latentry.storage;

/** The server does not start on this store, which it has left as it was. */
final class StoreRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String action;

    /**
     * Refuses a store.
     *
     * @param message what is wrong with it
     * @param action what the operator can do
     */
    StoreRefusedException(String message, String action) {
        super(message);
        this.action = action;
    }

    String action() {
        return action;
    }
}
