package io.latentry.job;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Before anything else stops: ends the streams of events and lets the workers write their checkpoints. */
@Component
class JobShutdown implements SmartLifecycle {

    private final JobQueue queue;
    private final RunningWorkers workers;
    private final EventStreams streams;
    private final JobProperties properties;
    private volatile boolean running;

    JobShutdown(JobQueue queue, RunningWorkers workers, EventStreams streams, JobProperties properties) {
        this.queue = queue;
        this.workers = workers;
        this.streams = streams;
        this.properties = properties;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        queue.close();
        streams.close();
        workers.drain(properties.shutdownWait());
        try {
            // A worker that does not listen is killed after the wait; what follows takes moments.
            workers.awaitNone(properties.shutdownWait().multipliedBy(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
