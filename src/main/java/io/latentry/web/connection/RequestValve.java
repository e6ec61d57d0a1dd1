package io.latentry.web.connection;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

/** Marks where requests begin and end on their connections, and has no thread wait for a body that nobody wants. */
final class RequestValve extends ValveBase {

    private static final int FIRST_ERROR = 400;

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
        getNext().invoke(request, response);
        if (!request.isAsync() && isRefusal(request, response) && !UnreadBody.discard(request.getCoyoteRequest())) {
            request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
            connection.leaveUnread();
        }
    }

    /** A body in chunks may lack no more than its end where the request succeeded. */
    private static boolean isRefusal(Request request, Response response) {
        return response.getStatus() >= FIRST_ERROR || request.getContentLengthLong() > 0;
    }
}
