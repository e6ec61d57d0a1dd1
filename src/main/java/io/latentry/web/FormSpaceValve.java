package io.latentry.web;

import io.latentry.core.error.DiskFullException;
import io.latentry.storage.FreeSpace;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.InputBuffer;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.springframework.util.StringUtils;

/**
 * Has Tomcat's parser of forms leave the reserve of the volume that it writes their files to: how long a body in chunks is, and
 * what else is written meanwhile, nobody knows when it begins.
 */
final class FormSpaceValve extends ValveBase {

    private static final int PIECE = 1 << 18;

    /** Smaller forms are kept in memory, whatever the disk has. */
    private final int first;

    private final Path folder;

    /**
     * A valve.
     *
     * @param folder that files of forms are written to
     * @param first the bytes of a form that may be kept in memory
     */
    FormSpaceValve(Path folder, int first) {
        super(true);
        this.folder = folder;
        this.first = first;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        if (!StringUtils.startsWithIgnoreCase(request.getContentType(), "multipart/")) {
            getNext().invoke(request, response);
            return;
        }
        InputBuffer body = request.getCoyoteRequest().getInputBuffer();
        request.getCoyoteRequest().setInputBuffer(new Guarded(body, folder, first));
        try {
            getNext().invoke(request, response);
        } finally {
            request.getCoyoteRequest().setInputBuffer(body);
        }
    }

    /** Looks at the free space before each piece. */
    private static final class Guarded implements InputBuffer {

        private final InputBuffer body;
        private final Path folder;
        private int allowed;

        private Guarded(InputBuffer body, Path folder, int allowed) {
            this.body = body;
            this.folder = folder;
            this.allowed = allowed;
        }

        /**
         * Reads on.
         *
         * @throws DiskFullException if there is no room for what comes
         */
        @Override
        public int doRead(ApplicationBufferHandler handler) throws IOException {
            if (allowed <= 0) {
                FreeSpace.require(folder, PIECE);
                allowed = PIECE;
            }
            int read = body.doRead(handler);
            allowed -= read;
            return read;
        }

        @Override
        public int available() {
            return body.available();
        }
    }
}
