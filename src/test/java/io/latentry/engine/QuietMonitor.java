package io.latentry.engine;

import io.latentry.model.EpochReport;
import io.latentry.model.TrainingMonitor;
import io.latentry.model.TrainingProgress;

/** Listens, and asks to stop after a number of chunks. */
final class QuietMonitor implements TrainingMonitor {

    private final int chunksToLive;
    private int chunks;
    private int resumed;

    private QuietMonitor(int chunksToLive) {
        this.chunksToLive = chunksToLive;
    }

    /** One that never asks. */
    static QuietMonitor patient() {
        return new QuietMonitor(Integer.MAX_VALUE);
    }

    static QuietMonitor stoppingAfter(int chunks) {
        return new QuietMonitor(chunks);
    }

    int chunks() {
        return chunks;
    }

    int resumed() {
        return resumed;
    }

    @Override
    public void progress(TrainingProgress progress) {
        chunks++;
    }

    @Override
    public void epoch(EpochReport report) {}

    @Override
    public void resumed(int epoch, long step) {
        resumed++;
    }

    @Override
    public boolean stopRequested() {
        return chunks >= chunksToLive;
    }
}
