package io.latentry.web;

/** The server would listen to other machines without a key. */
final class UnguardedAddressException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnguardedAddressException(String address) {
        super("The server would listen on " + address + ", but no latentry.api-key is set");
    }
}
