package io.latentry.web.connection;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.NioEndpoint.NioSocketWrapper;
import org.apache.tomcat.util.net.SecureNioChannel;
import org.apache.tomcat.util.net.SocketBufferHandler;

/** A channel that counts its bytes. Tomcat counts a large write when it is over. */
interface CountingChannel {

    /** Bytes that were read and written. */
    long moved();

    /** Without TLS. */
    final class Plain extends NioChannel implements CountingChannel {

        private final AtomicLong moved = new AtomicLong();

        Plain(SocketBufferHandler buffers) {
            super(buffers);
        }

        @Override
        public void reset(SocketChannel channel, NioSocketWrapper wrapper) throws IOException {
            moved.set(0);
            super.reset(channel, wrapper);
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            int count = super.read(target);
            moved.addAndGet(Math.max(0, count));
            return count;
        }

        @Override
        public int write(ByteBuffer source) throws IOException {
            int count = super.write(source);
            moved.addAndGet(count);
            return count;
        }

        @Override
        public long moved() {
            return moved.get();
        }
    }

    /** With TLS. */
    final class Secure extends SecureNioChannel implements CountingChannel {

        private final AtomicLong moved = new AtomicLong();

        Secure(SocketBufferHandler buffers, NioEndpoint endpoint) {
            super(buffers, endpoint);
        }

        @Override
        public void reset(SocketChannel channel, NioSocketWrapper wrapper) throws IOException {
            moved.set(0);
            super.reset(channel, wrapper);
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            int count = super.read(target);
            moved.addAndGet(Math.max(0, count));
            return count;
        }

        @Override
        public int write(ByteBuffer source) throws IOException {
            int count = super.write(source);
            moved.addAndGet(count);
            return count;
        }

        @Override
        public long moved() {
            return moved.get();
        }
    }
}
