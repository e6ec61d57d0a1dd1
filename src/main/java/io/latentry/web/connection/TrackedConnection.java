package io.latentry.web.connection;

import java.io.IOException;
import java.net.InetAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.apache.coyote.Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint.NioSocketWrapper;
import org.jspecify.annotations.Nullable;

/**
 * A connection and what it is waiting for. Its phase changes under the lock of its socket; others may read it at any time.
 */
final class TrackedConnection {

    /** What a connection is doing. */
    enum Phase {
        /** The head of a request is not complete. */
        ARRIVING,
        /** Between two requests. */
        IDLE,
        /** A thread works on a request. */
        SERVING,
        /** A request has no thread at present. */
        ASYNC,
        /** An answer was given before the body was read; what arrives is discarded. */
        CLOSING
    }

    /** So much of a refused body is discarded, so that a client that sends it all first gets to see the answer. */
    private static final long MAX_DISCARDED = 32L << 20;

    private static final int DISCARDED_AT_ONCE = 1 << 16;
    private static final int ROUNDS = 16;
    private static final ThreadLocal<TrackedConnection> CURRENT = new ThreadLocal<>();

    private final NioSocketWrapper socket;
    private final String client;
    private final AtomicInteger requests = new AtomicInteger();
    private final Patience patience = new Patience(this);
    private volatile Phase phase = Phase.ARRIVING;
    private volatile long since = System.nanoTime();
    private volatile boolean served;
    private volatile boolean unread;
    private volatile boolean tooSlow;
    private volatile boolean known;
    private long discarded;

    TrackedConnection(NioSocketWrapper socket, @Nullable InetAddress peer) {
        this.socket = socket;
        this.client = peer == null ? "local" : Network.client(peer);
    }

    /** The connection that this thread works for, if any. */
    static @Nullable TrackedConnection current() {
        return CURRENT.get();
    }

    String client() {
        return client;
    }

    /** What remains of the server's patience; for the use of one thread. */
    Patience patience() {
        return patience;
    }

    Phase phase() {
        return phase;
    }

    /** Nanoseconds since the phase began or, while a request arrives, since its first byte was due. */
    long age(long now) {
        return now - since;
    }

    boolean isClosed() {
        return socket.isClosed();
    }

    boolean isTooSlow() {
        return tooSlow;
    }

    /** Whether a request on it had the right key. */
    boolean isKnown() {
        return known;
    }

    void know() {
        known = true;
    }

    /** Begins what a thread does with it, and returns the phase before. */
    Phase enter() {
        Phase before = phase;
        if (before == Phase.IDLE) {
            since = System.nanoTime();
        }
        served = before == Phase.ASYNC;
        phase = Phase.SERVING;
        CURRENT.set(this);
        return before;
    }

    /** A request is complete up to its body. */
    void serve() {
        served = true;
        unread = false;
        requests.incrementAndGet();
    }

    /** The request is answered, but not all of its body was read. */
    void leaveUnread() {
        unread = true;
    }

    /**
     * Ends what a thread does with it.
     *
     * @param state what Tomcat makes of it
     * @param alive whether the client may still be there
     * @return what Tomcat is to do
     */
    SocketState leave(SocketState state, boolean alive) {
        CURRENT.remove();
        if (state == SocketState.CLOSED) {
            return alive && unread && beginClosing() ? SocketState.LONG : SocketState.CLOSED;
        }
        boolean arriving = state == SocketState.OPEN || (state == SocketState.LONG && !isAsync());
        if (served || !arriving) {
            since = System.nanoTime();
        }
        if (state == SocketState.OPEN && served) {
            phase = Phase.IDLE;
        } else {
            phase = arriving ? Phase.ARRIVING : Phase.ASYNC;
        }
        return state;
    }

    /** Takes back {@link #enter} where there was nothing to do. */
    SocketState leaveAs(Phase before, SocketState state) {
        CURRENT.remove();
        phase = before;
        return state;
    }

    private boolean isAsync() {
        return socket.getCurrentProcessor() instanceof Processor processor && processor.isAsync();
    }

    /** Closing at once with bytes unread would reset the connection, and the client might lose the answer. */
    private boolean beginClosing() {
        NioChannel channel = socket.getSocket();
        if (socket.isClosed() || channel.getIOChannel() == null) {
            return false;
        }
        try {
            if (channel instanceof CountingChannel.Plain) {
                channel.getIOChannel().shutdownOutput();
            }
        } catch (IOException e) {
            return false;
        }
        since = System.nanoTime();
        phase = Phase.CLOSING;
        if (!tooSlow) {
            socket.registerReadInterest();
        }
        return true;
    }

    /** Discards what has arrived; returns whether more may come. */
    boolean discard() {
        ByteBuffer scratch = ByteBuffer.allocate(DISCARDED_AT_ONCE);
        try {
            int count = 1;
            for (int round = 0; round < ROUNDS && count > 0; round++) {
                count = socket.getSocket().read(scratch.clear());
                discarded += Math.max(0, count);
            }
            if (count < 0 || discarded > MAX_DISCARDED) {
                return false;
            }
        } catch (IOException e) {
            return false;
        }
        socket.registerReadInterest();
        return true;
    }

    /** Whether its thread waits for the client: to send, or to read. Heads are waited for without one. */
    boolean isWaiting() {
        return phase == Phase.SERVING && socket.interestOps() != 0;
    }

    /** Nanoseconds for which a client that reads at a rate may seem not to: a buffer is written to again when a third is free. */
    long slack(long bytesPerSecond) {
        if ((socket.interestOps() & SelectionKey.OP_WRITE) == 0) {
            return 0;
        }
        SocketChannel channel = socket.getSocket().getIOChannel();
        try {
            int buffer = channel == null ? 0 : channel.getOption(StandardSocketOptions.SO_SNDBUF);
            return TimeUnit.SECONDS.toNanos(buffer / 2) / bytesPerSecond;
        } catch (IOException e) {
            return 0;
        }
    }

    /** How many requests it has had, so that a new one can be noticed. */
    int requests() {
        return requests.get();
    }

    /** Bytes that came and went. */
    long moved() {
        return socket.getSocket() instanceof CountingChannel channel ? channel.moved() : 0;
    }

    /** Ends the wait of its thread, which then sees the end of the body, and can answer, or a connection without an output. */
    void expire() {
        tooSlow = true;
        SocketChannel channel = socket.getSocket().getIOChannel();
        if (channel == null) {
            return;
        }
        try {
            if ((socket.interestOps() & SelectionKey.OP_WRITE) != 0) {
                channel.shutdownOutput();
            } else {
                channel.shutdownInput();
            }
        } catch (IOException e) {
            // It is closed.
        }
    }

    /** Closes it, unless a thread works for it or is about to; returns whether it did. */
    boolean closeIf(Predicate<TrackedConnection> condition) {
        if (!socket.getLock().tryLock()) {
            return false;
        }
        try {
            if (isClosed() || !condition.test(this) || (phase != Phase.CLOSING && socket.interestOps() == 0)) {
                return false;
            }
            socket.close();
            return true;
        } finally {
            socket.getLock().unlock();
        }
    }
}
