package io.latentry.web;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** Many connections that do as little as keeps a server busy, opened again three seconds after they are closed. */
final class Attack extends Thread implements AutoCloseable {

    private static final long ROUND_MILLIS = 200;
    private static final long REOPEN_NANOS = TimeUnit.SECONDS.toNanos(3);
    private static final int OPENED_PER_ROUND = 100;
    private static final long DRIP_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final InetSocketAddress target;
    private final byte[] first;
    private final boolean drips;
    private final Client[] clients;
    private int opened;
    private volatile boolean over;

    /** One of the connections. */
    private static final class Client {

        private SocketChannel channel;
        private long next;
    }

    /**
     * Begins when it is started.
     *
     * @param first what each connection sends at once
     * @param drips whether it sends a byte every other second from then on
     */
    Attack(int port, int connections, String first, boolean drips) {
        super("attack");
        this.target = new InetSocketAddress("127.0.0.1", port);
        this.first = first.getBytes(StandardCharsets.ISO_8859_1);
        this.drips = drips;
        this.clients = new Client[connections];
        setDaemon(true);
    }

    @Override
    public void run() {
        ByteBuffer scratch = ByteBuffer.allocate(1 << 12);
        for (int i = 0; i < clients.length; i++) {
            clients[i] = new Client();
        }
        try {
            while (!over) {
                opened = 0;
                for (Client client : clients) {
                    step(client, scratch);
                }
                Thread.sleep(ROUND_MILLIS);
            }
        } catch (InterruptedException e) {
            currentThread().interrupt();
        }
        for (Client client : clients) {
            end(client);
        }
    }

    private void step(Client client, ByteBuffer scratch) {
        long now = System.nanoTime();
        try {
            if (client.channel == null) {
                open(client, now);
                return;
            }
            if (client.channel.read(scratch.clear()) < 0) {
                throw new IOException("Closed");
            }
            if (drips && now - client.next > 0) {
                client.next = now + DRIP_NANOS;
                client.channel.write(ByteBuffer.wrap(new byte[] {'x'}));
            }
        } catch (IOException e) {
            end(client);
            client.next = now + REOPEN_NANOS;
        }
    }

    private void open(Client client, long now) throws IOException {
        if (opened == OPENED_PER_ROUND || (client.next != 0 && now - client.next < 0)) {
            return;
        }
        opened++;
        client.channel = SocketChannel.open(target);
        client.channel.write(ByteBuffer.wrap(first));
        client.channel.configureBlocking(false);
        client.next = now + DRIP_NANOS;
    }

    private static void end(Client client) {
        try {
            if (client.channel != null) {
                client.channel.close();
            }
        } catch (IOException e) {
            // It is closed.
        }
        client.channel = null;
    }

    @Override
    public void close() throws InterruptedException {
        over = true;
        join();
    }
}
