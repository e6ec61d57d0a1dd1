package io.latentry.web.connection;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

/** Marks where requests begin and end on their connections, and has no thread wait for a body that nobody wants. */
final class RequestValve extends ValveBase {

    RequestValve() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        TrackedConnection connection = TrackedConnection.current();
        if (connection == null) {
            getNext().invoke(request, response);
            return;
        }
        connection.serve();
        request.setAttribute(UnreadBody.REQUEST, request.getCoyoteRequest());
        getNext().invoke(request, response);
        if (!request.isAsync() && !UnreadBody.isOver(request.getCoyoteRequest(), response.getStatus())) {
            if (!response.isCommitted()) {
                response.setHeader("Connection", "close");
            }
            // What is not on its way would become an answer of status 500.
            response.finishResponse();
            request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
            connection.leaveUnread();
        }
    }
}
