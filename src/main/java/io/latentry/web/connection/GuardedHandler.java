package io.latentry.web.connection;

import org.apache.tomcat.util.net.AbstractEndpoint;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;

/** Tomcat's handler of connections, which also keeps account of their phases. */
final class GuardedHandler implements AbstractEndpoint.Handler<NioChannel> {

    private final AbstractEndpoint.Handler<NioChannel> handler;
    private final ConnectionGuard guard;

    GuardedHandler(AbstractEndpoint.Handler<NioChannel> handler, ConnectionGuard guard) {
        this.handler = handler;
        this.guard = guard;
    }

    @Override
    public SocketState process(SocketWrapperBase<NioChannel> socket, SocketEvent event) {
        TrackedConnection connection = guard.track(socket);
        boolean alive = event == SocketEvent.OPEN_READ || event == SocketEvent.OPEN_WRITE;
        if (connection.phase() == TrackedConnection.Phase.CLOSING) {
            return alive && connection.discard() ? SocketState.LONG : SocketState.CLOSED;
        }
        TrackedConnection.Phase before = connection.enter();
        SocketState state = SocketState.CLOSED;
        try {
            state = handler.process(socket, event);
        } finally {
            // Tomcat returns this where a time limit is no longer of interest.
            state = event == SocketEvent.TIMEOUT && state == SocketState.OPEN
                    ? connection.leaveAs(before, state)
                    : connection.leave(state, alive);
        }
        return state;
    }

    @Override
    public Object getGlobal() {
        return handler.getGlobal();
    }

    @Override
    public void release(SocketWrapperBase<NioChannel> socket) {
        guard.forget(socket);
        handler.release(socket);
    }

    @Override
    public void pause() {
        handler.pause();
    }

    @Override
    public void recycle() {
        handler.recycle();
    }
}
