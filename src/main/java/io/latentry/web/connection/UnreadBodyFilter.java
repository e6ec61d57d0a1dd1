package io.latentry.web.connection;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import org.apache.coyote.Request;

/**
 * Announces that the connection will be closed where a request is answered before its body was read: a client that took it for
 * kept would lose its next request. It is decided with the status, for the head may be sent right after it.
 */
final class UnreadBodyFilter implements Filter {

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        boolean isTracked = request.getAttribute(UnreadBody.REQUEST) instanceof Request;
        chain.doFilter(
                request,
                isTracked && response instanceof HttpServletResponse http
                        ? new Announcing(http, (Request) request.getAttribute(UnreadBody.REQUEST))
                        : response);
    }

    private static final class Announcing extends HttpServletResponseWrapper {

        private final Request request;

        Announcing(HttpServletResponse response, Request request) {
            super(response);
            this.request = request;
        }

        @Override
        public void setStatus(int status) {
            announce(status);
            super.setStatus(status);
        }

        @Override
        public void sendError(int status) throws IOException {
            announce(status);
            super.sendError(status);
        }

        @Override
        public void sendError(int status, String message) throws IOException {
            announce(status);
            super.sendError(status, message);
        }

        private void announce(int status) {
            if (!isCommitted() && !UnreadBody.isOver(request, status)) {
                setHeader("Connection", "close");
            }
        }
    }
}
