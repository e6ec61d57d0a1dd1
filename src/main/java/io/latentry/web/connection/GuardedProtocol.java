package io.latentry.web.connection;

import org.apache.coyote.http11.Http11NioProtocol;

/** HTTP/1.1 over connections with deadlines. Tomcat makes it, by its name. */
public final class GuardedProtocol extends Http11NioProtocol {

    private final GuardedEndpoint endpoint;

    /** A protocol that guards nothing yet. */
    public GuardedProtocol() {
        this(new GuardedEndpoint());
    }

    private GuardedProtocol(GuardedEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    /** To be called before it starts. */
    void guardBy(ConnectionGuard guard) {
        endpoint.guardBy(guard);
    }
}
