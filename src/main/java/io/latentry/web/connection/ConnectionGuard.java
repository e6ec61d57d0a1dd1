package io.latentry.web.connection;

import io.latentry.web.connection.TrackedConnection.Phase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
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

    /** What is counted of the time between two sweeps: a server that was itself held up blames nobody. */
    private static final long MAX_ELAPSED = TimeUnit.MILLISECONDS.toNanos(250);

    /** A request that waits for its client no longer than this is none of the slowest. */
    private static final long BRIEF = TimeUnit.MILLISECONDS.toNanos(150);

    /** The share of all connections from which on idle ones are closed for new ones. */
    private static final double FULL = 0.8;

    /** The rank of what is never closed for another. */
    private static final int SPARED = 5;

    /** That of one which had the right key, and does nothing at present. */
    private static final int KNOWN = 4;

    /** One that is chosen may be at work by then. */
    private static final int EVICTION_TRIES = 3;

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
            if (count(client) >= limits.perAddress() && !evictOneOf(client)) {
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

    private int count(String client) {
        int count = 0;
        for (TrackedConnection connection : connections.values()) {
            count += connection.client().equals(client) ? 1 : 0;
        }
        return count;
    }

    /** The client with the most connections that can be spared; of those that had the right key only where there are no others. */
    private String largestCrowd() {
        String strangers = largestCrowd(KNOWN);
        return strangers.isEmpty() ? largestCrowd(SPARED) : strangers;
    }

    private String largestCrowd(int below) {
        long now = System.nanoTime();
        Map<String, Integer> sizes = new HashMap<>();
        for (TrackedConnection connection : connections.values()) {
            if (rank(connection, now) < below) {
                sizes.merge(connection.client(), 1, Integer::sum);
            }
        }
        return sizes.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse("");
    }

    private boolean evictOneOf(String client) {
        Set<TrackedConnection> busy = new HashSet<>();
        for (int tries = 0; tries < EVICTION_TRIES; tries++) {
            long now = System.nanoTime();
            TrackedConnection first = null;
            for (TrackedConnection connection : connections.values()) {
                if (connection.client().equals(client)
                        && !busy.contains(connection)
                        && (first == null || isBefore(connection, first, now))) {
                    first = connection;
                }
            }
            if (first == null || rank(first, now) == SPARED) {
                return false;
            }
            if (first.closeIf(same -> rank(same, now) < SPARED)) {
                counts.evicted();
                return true;
            }
            busy.add(first);
        }
        return false;
    }

    private static boolean isBefore(TrackedConnection one, TrackedConnection other, long now) {
        int rank = rank(one, now);
        int otherRank = rank(other, now);
        return rank < otherRank || (rank == otherRank && one.age(now) > other.age(now));
    }

    /** How soon a connection is closed for another: low is first, and a request that is being answered never is. */
    private static int rank(TrackedConnection connection, long now) {
        boolean young = connection.age(now) < YOUNG;
        return switch (connection.phase()) {
            case CLOSING -> 0;
            case ARRIVING -> young ? 3 : 1;
            case IDLE -> connection.isKnown() ? KNOWN : young ? 3 : 2;
            case SERVING, ASYNC -> SPARED;
        };
    }

    /** Ends what has passed its deadline. */
    void sweep() {
        long now = System.nanoTime();
        long elapsed = Math.min(now - swept, MAX_ELAPSED);
        swept = now;
        List<TrackedConnection> waiting = new ArrayList<>();
        for (TrackedConnection connection : connections.values()) {
            boolean waits = connection.isWaiting();
            boolean inTime = isPatient(connection, waits, elapsed);
            if (!waits) {
                closeIfLate(connection, now);
            } else if (inTime) {
                waiting.add(connection);
            } else {
                expire(connection);
            }
        }
        expireSlowest(waiting);
        connections.keySet().removeIf(SocketWrapperBase::isClosed);
    }

    private boolean isPatient(TrackedConnection connection, boolean waits, long elapsed) {
        long rate = limits.minRate().toBytes();
        long left = connection.patience().sample(waits, elapsed, limits.grace(), rate);
        return left >= 0 || left + connection.slack(rate) >= 0;
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

    /** Threads are left for those who make use of them. */
    private void expireSlowest(List<TrackedConnection> waiting) {
        List<TrackedConnection> slow = waiting.stream()
                .filter(connection -> connection.patience().waited() > BRIEF)
                .toList();
        int surplus = slow.size() - limits.maxWaiting();
        if (surplus > 0) {
            slow.stream()
                    .sorted(Comparator.comparingDouble(
                            connection -> connection.patience().rate()))
                    .limit(surplus)
                    .forEach(this::expire);
        }
    }

    private void expire(TrackedConnection connection) {
        if (!connection.isTooSlow()) {
            connection.expire();
            counts.slow();
        }
    }
}
