package io.latentry;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** The last line of the log at start, which says where to go. */
@Component
class ReadyMessage {

    private static final Logger LOG = LoggerFactory.getLogger("io.latentry.Latentry");

    private final ServerProperties server;
    private final Environment environment;
    private final AtomicBoolean isWritten = new AtomicBoolean();

    ReadyMessage(ServerProperties server, Environment environment) {
        this.server = server;
        this.environment = environment;
    }

    /** Spring publishes this after everything that starts with the server has started. */
    @EventListener
    void onChange(AvailabilityChangeEvent<ReadinessState> change) {
        Integer port = environment.getProperty("local.server.port", Integer.class);
        if (change.getState() == ReadinessState.ACCEPTING_TRAFFIC && port != null && !isWritten.getAndSet(true)) {
            String scheme = Ssl.isEnabled(server.getSsl()) ? "https" : "http";
            LOG.info("Latentry is ready: {}://{}:{}", scheme, host(server.getAddress()), port);
        }
    }

    /** A name by which a browser on this machine reaches the server. */
    static String host(@Nullable InetAddress address) {
        if (address == null || address.isAnyLocalAddress() || address.isLoopbackAddress()) {
            return "localhost";
        }
        return address instanceof Inet6Address ? "[" + address.getHostAddress() + "]" : address.getHostAddress();
    }
}
