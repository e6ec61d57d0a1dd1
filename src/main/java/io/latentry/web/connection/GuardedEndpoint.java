package io.latentry.web.connection;

import java.nio.channels.SocketChannel;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketBufferHandler;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tomcat's endpoint with a {@link ConnectionGuard}. */
final class GuardedEndpoint extends NioEndpoint {

    private static final Logger LOG = LoggerFactory.getLogger(GuardedEndpoint.class);
    private static final long SWEEP_MILLIS = 100;

    private @Nullable ConnectionGuard guard;
    private @Nullable ScheduledExecutorService sweeper;

    /** To be called before it starts. */
    void guardBy(ConnectionGuard guard) {
        this.guard = guard;
        setHandler(new GuardedHandler(getHandler(), guard));
    }

    @Override
    protected NioChannel createChannel(SocketBufferHandler buffers) {
        return isSSLEnabled() ? new CountingChannel.Secure(buffers, this) : new CountingChannel.Plain(buffers);
    }

    @Override
    protected boolean setSocketOptions(SocketChannel channel) {
        if (guard == null) {
            return super.setSocketOptions(channel);
        }
        if (!guard.admit(channel, getConnectionCount(), getMaxConnections())) {
            destroySocket(channel);
            return false;
        }
        boolean accepted = super.setSocketOptions(channel);
        SocketWrapperBase<NioChannel> socket = connections.get(channel);
        if (socket != null) {
            guard.track(socket);
        }
        return accepted;
    }

    @Override
    public void startInternal() throws Exception {
        super.startInternal();
        ConnectionGuard guard = this.guard;
        if (guard != null && sweeper == null) {
            sweeper = Executors.newSingleThreadScheduledExecutor(GuardedEndpoint::thread);
            ScheduledFuture<?> unused = sweeper.scheduleWithFixedDelay(
                    () -> sweep(guard), SWEEP_MILLIS, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void stopInternal() {
        if (sweeper != null) {
            sweeper.shutdownNow();
            sweeper = null;
        }
        super.stopInternal();
    }

    /** A sweep that fails must not be the last. */
    private static void sweep(ConnectionGuard guard) {
        try {
            guard.sweep();
        } catch (RuntimeException e) {
            LOG.warn("The deadlines of connections could not be checked", e);
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "connection-sweeper");
        thread.setDaemon(true);
        return thread;
    }
}
