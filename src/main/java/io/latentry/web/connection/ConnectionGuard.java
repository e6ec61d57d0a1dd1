package io.latentry.web.connection;

import io.latentry.web.connection.TrackedConnection.Phase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint.NioSocketWrapper;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * Closes connections that keep to no deadline, and those that can be spared where new ones need their place. A newcomer is
 * let in rather than an idle one kept, so that a probe of the server's health gets through from anywhere.
 */
final class ConnectionGuard {

    /** How long a client may take to read an answer that came before the end of its body. */
    private static final long CLOSING = TimeUnit.SECONDS.toNanos(30);

    /** The same where it was too slow: its socket is not read any more, and is full. */
    private static final long CLOSING_SLOW = TimeUnit.SECONDS.toNanos(2);

    /** A connection that is younger than this is likely about to send something. */
    private static final long YOUNG = TimeUnit.SECONDS.toNanos(1);

    /** A request that waits for its client no longer than this is none of the slowest. */
    private static final long BRIEF = TimeUnit.MILLISECONDS.toNanos(150);

    /** The share of all connections from which on idle ones are closed for new ones. */
    private static final double FULL = 0.8;

    private final Map<SocketWrapperBase<NioChannel>, TrackedConnection> connections = new ConcurrentHashMap<>();
    private final ConnectionProperties limits;
    private final TrustedProxies proxies;
    private final ConnectionCounts counts;
    private long swept = System.nanoTime();

    ConnectionGuard(ConnectionProperties limits, TrustedProxies proxies, ConnectionCounts counts) {
        this.limits = limits;
        this.proxies = proxies;
        this.counts = counts;
    }

    /** Keeps account of a connection. */
    TrackedConnection track(SocketWrapperBase<NioChannel> socket) {
        return connections.computeIfAbsent(
                socket,
                added -> new TrackedConnection(
                        (NioSocketWrapper) added, peer(added.getSocket().getIOChannel())));
    }

    /** Keeps account of it no longer. */
    void forget(SocketWrapperBase<NioChannel> socket) {
        connections.remove(socket);
    }

    /**
     * Makes room for a new connection; returns whether there is.
     *
     * @param open how many there are, this one included
     * @param most how many there may be
     */
    boolean admit(SocketChannel channel, long open, int most) {
        InetAddress peer = peer(channel);
        if (peer != null && !proxies.contains(peer)) {
            String client = Network.client(peer);
            List<TrackedConnection> same = connections.values().stream()
                    .filter(connection -> connection.client().equals(client))
                    .toList();
            if (same.size() >= limits.perAddress() && !evictOneOf(same)) {
                counts.refused();
                return false;
            }
        }
        if (open > most * FULL) {
            evictOneOf(largestCrowd());
        }
        return true;
    }

    private static @Nullable InetAddress peer(@Nullable SocketChannel channel) {
        try {
            return channel != null && channel.getRemoteAddress() instanceof InetSocketAddress address
                    ? address.getAddress()
                    : null;
        } catch (IOException e) {
            return null;
        }
    }

    /** The connections that can be spared of the client with the most of them. */
    private List<TrackedConnection> largestCrowd() {
        long now = System.nanoTime();
        return connections.values().stream()
                .filter(connection -> rank(connection, now) < Integer.MAX_VALUE)
                .collect(Collectors.groupingBy(TrackedConnection::client))
                .values()
                .stream()
                .max(Comparator.comparingInt(List::size))
                .orElse(List.of());
    }

    private boolean evictOneOf(List<TrackedConnection> candidates) {
        long now = System.nanoTime();
        boolean evicted = candidates.stream()
                .filter(connection -> rank(connection, now) < Integer.MAX_VALUE)
                .sorted(Comparator.<TrackedConnection>comparingInt(connection -> rank(connection, now))
                        .thenComparing(connection -> -connection.age(now)))
                .anyMatch(connection -> connection.closeIf(same -> rank(same, now) < Integer.MAX_VALUE));
        if (evicted) {
            counts.evicted();
        }
        return evicted;
    }

    /** How soon a connection is closed for another: low is first, and a request that is being answered never is. */
    private static int rank(TrackedConnection connection, long now) {
        boolean young = connection.age(now) < YOUNG;
        return switch (connection.phase()) {
            case CLOSING -> 0;
            case ARRIVING -> young ? 3 : 1;
            case IDLE -> young ? 3 : 2;
            case SERVING, ASYNC -> Integer.MAX_VALUE;
        };
    }

    /** Ends what has passed its deadline. */
    void sweep() {
        long now = System.nanoTime();
        long elapsed = now - swept;
        swept = now;
        List<TrackedConnection> waiting = new ArrayList<>();
        for (TrackedConnection connection : connections.values()) {
            if (connection.isWaiting()) {
                waiting.add(connection);
            } else {
                closeIfLate(connection, now);
            }
        }
        waiting.removeIf(connection -> expireIfSlow(connection, elapsed));
        expireSlowest(waiting);
        connections.keySet().removeIf(SocketWrapperBase::isClosed);
    }

    private void closeIfLate(TrackedConnection connection, long now) {
        if (isLate(connection, now) && connection.closeIf(same -> isLate(same, now))) {
            counts.late(connection.phase() == Phase.ARRIVING);
        }
    }

    private boolean isLate(TrackedConnection connection, long now) {
        return switch (connection.phase()) {
            case ARRIVING -> connection.age(now) > limits.headerTimeout().toNanos();
            case CLOSING -> connection.age(now) > (connection.isTooSlow() ? CLOSING_SLOW : CLOSING);
            case IDLE, SERVING, ASYNC -> false;
        };
    }

    private boolean expireIfSlow(TrackedConnection connection, long elapsed) {
        double earned = (double) connection.movedInRequest() / limits.minRate().toBytes();
        Duration allowed = limits.grace().plusMillis((long) (earned * 1_000));
        boolean slow = connection.addWaited(elapsed) > allowed.toNanos();
        if (slow && !connection.isTooSlow()) {
            connection.expire();
            counts.slow();
        }
        return slow;
    }

    /** Threads are left for those who make use of them. */
    private void expireSlowest(List<TrackedConnection> waiting) {
        int surplus = waiting.size() - limits.maxWaiting();
        if (surplus > 0) {
            waiting.stream()
                    .filter(connection -> !connection.isTooSlow() && connection.addWaited(0) > BRIEF)
                    .sorted(Comparator.comparingDouble(TrackedConnection::rate))
                    .limit(surplus)
                    .forEach(connection -> {
                        connection.expire();
                        counts.slow();
                    });
        }
    }
}
