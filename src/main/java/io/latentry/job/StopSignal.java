package io.latentry.job;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * The worker's ear for its server: a line {@code stop} on standard input asks it to stop; the end of that input means
 * that the server is gone, and halts the process at once, so that it cannot write beside its successor.
 */
final class StopSignal {

    static final String STOP = "stop";

    private volatile boolean requested;

    private StopSignal() {}

    static StopSignal listen(InputStream input, Runnable serverGone) {
        StopSignal signal = new StopSignal();
        Thread thread = new Thread(() -> signal.read(input, serverGone), "server-watch");
        thread.setDaemon(true);
        thread.start();
        return signal;
    }

    private void read(InputStream input, Runnable serverGone) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(input, StandardCharsets.US_ASCII))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                requested |= line.equals(STOP);
            }
        } catch (IOException e) {
            System.err.println("Standard input broke: " + e);
        }
        serverGone.run();
    }

    boolean isRequested() {
        return requested;
    }
}
