package io.latentry.web.connection;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Set;
import org.apache.coyote.ActionCode;
import org.apache.coyote.Request;
import org.apache.tomcat.util.net.ApplicationBufferHandler;

/** The rest of a body that nobody has read. */
final class UnreadBody {

    /** The attribute that has Tomcat's request, whose body it is. */
    static final String REQUEST = UnreadBody.class.getName();

    /** Of at most a buffer each. */
    private static final int READS = 4;

    private static final int FIRST_ERROR = 400;

    /** Nobody reads a body of these. */
    private static final Set<String> NO_BODY = Set.of("GET", "HEAD", "OPTIONS");

    private UnreadBody() {}

    /**
     * Whether the connection can be kept: all of the body was read, or has arrived and is discarded as nobody will read it after a
     * refusal. A body in chunks may lack no more than its end where the request succeeds.
     */
    static boolean isOver(Request request, int status) {
        boolean isUnwanted = status >= FIRST_ERROR || NO_BODY.contains(request.getMethod());
        return isUnwanted ? discard(request) : request.getContentLengthLong() <= 0 || request.isFinished();
    }

    /** Discards as much as has arrived, if it is little, and returns whether that was all: then the connection can be kept. */
    private static boolean discard(Request request) {
        if (request.isFinished()) {
            return true;
        }
        if (request.hasExpectation() || request.getContentLengthLong() < 0) {
            return false;
        }
        try {
            return discardArrived(request);
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean discardArrived(Request request) throws IOException {
        Sink sink = new Sink();
        for (int i = 0; i < READS && !request.isFinished(); i++) {
            request.action(ActionCode.AVAILABLE, true);
            if (request.getAvailable() <= 0 || request.getInputBuffer().doRead(sink) < 0) {
                break;
            }
        }
        return request.isFinished();
    }

    private static final class Sink implements ApplicationBufferHandler {

        private ByteBuffer buffer = ByteBuffer.allocate(0);

        @Override
        public void setByteBuffer(ByteBuffer buffer) {
            this.buffer = buffer;
        }

        @Override
        public ByteBuffer getByteBuffer() {
            return buffer;
        }

        @Override
        public void expand(int size) {}
    }
}
