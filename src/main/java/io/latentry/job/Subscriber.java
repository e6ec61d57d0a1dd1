package io.latentry.job;

import io.latentry.web.Connection;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * A client that is written to only as fast as it reads: no call waits for it. Safe for use by several threads; the
 * container's callbacks take the same lock, so that nothing is written once it has taken the response back.
 */
final class Subscriber implements WriteListener, AsyncListener {

    private static final long NO_TIMEOUT = 0;

    private final AsyncContext context;
    private final ServletOutputStream output;
    private final Connection connection;
    private final Listener listener;
    private boolean arrived;
    private boolean unflushed;
    private boolean stalled;
    private boolean closed;

    /** What follows from what a client does. */
    interface Listener {

        /** It can be written to, for the first time or again. */
        void ready();

        /** It is written to no more. */
        void gone();
    }

    private Subscriber(HttpServletRequest request, ServletOutputStream output, Listener listener) {
        this.output = output;
        this.listener = listener;
        connection = Connection.of(request);
        context = request.startAsync();
        context.setTimeout(NO_TIMEOUT);
    }

    /** Takes over a response; the listener hears as soon as it can be written to. */
    static Subscriber of(HttpServletRequest request, HttpServletResponse response, Listener listener)
            throws IOException {
        Subscriber subscriber = new Subscriber(request, response.getOutputStream(), listener);
        subscriber.context.addListener(subscriber);
        subscriber.output.setWriteListener(subscriber);
        return subscriber;
    }

    /** Whether the container is done with the arrival of the request, so that it can be cut; or it is gone. */
    synchronized boolean hasArrived() {
        return arrived || closed;
    }

    /** Whether it can be written to. If not, and it is still there, the listener hears once it can. */
    synchronized boolean isReady() {
        return !closed && output.isReady();
    }

    /** Writes a text, unless the client has yet to read what was written before; returns whether it did. */
    synchronized boolean write(String text) throws IOException {
        if (!isReady()) {
            return false;
        }
        unflushed = true;
        output.write(text.getBytes(StandardCharsets.UTF_8));
        return true;
    }

    /** Sends what has been written, as far as the client reads; returns whether all of it is sent. */
    synchronized boolean flush() throws IOException {
        if (!isReady()) {
            return false;
        }
        if (unflushed) {
            unflushed = false;
            output.flush();
        }
        return isReady();
    }

    /** Cuts the connection of a client that has not come to read everything since the last call, if it was behind then. */
    synchronized void cutIfStalled() {
        boolean behind = !closed && !output.isReady();
        if (behind && stalled) {
            cut();
        }
        stalled = behind;
    }

    /** Ends the response; a client that is behind is not waited for. */
    synchronized void end() {
        try {
            if (flush()) {
                closed = true;
                context.complete();
            }
        } catch (IOException | IllegalStateException e) {
            // It is gone.
        }
        cut();
    }

    /** Closes the connection at once. */
    synchronized void cut() {
        if (!closed) {
            closed = true;
            connection.cut();
        }
    }

    @Override
    public void onWritePossible() {
        synchronized (this) {
            arrived = true;
            stalled = false;
        }
        listener.ready();
    }

    @Override
    public synchronized void onError(Throwable cause) {
        closed = true;
    }

    @Override
    public synchronized void onError(AsyncEvent event) {
        closed = true;
        context.complete();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        synchronized (this) {
            closed = true;
        }
        listener.gone();
    }

    @Override
    public void onTimeout(AsyncEvent event) {}

    @Override
    public void onStartAsync(AsyncEvent event) {}
}
