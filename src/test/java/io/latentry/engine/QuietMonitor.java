package io.latentry.engine;

import io.latentry.model.EpochReport;
import io.latentry.model.TrainingMonitor;
import io.latentry.model.TrainingProgress;
import java.util.ArrayList;
import java.util.List;

/** Listens, and asks to stop after a number of chunks. */
final class QuietMonitor implements TrainingMonitor {

    private final int chunksToLive;
    private int chunks;
    private int resumed;
    private final List<String> damaged = new ArrayList<>();

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

    /** The checkpoints that were damaged, each with whether there was a previous one. */
    List<String> damaged() {
        return damaged;
    }

    @Override
    public void checkpointDamaged(String file, String detail, boolean previous) {
        damaged.add(file + " " + previous);
    }

    @Override
    public void progress(TrainingProgress progress) {
        chunks++;
    }

    @Override
    public void epoch(EpochReport report) {}

    @Override
    public void resumed(int epoch, long step, List<EpochReport> history) {
        resumed++;
    }

    @Override
    public boolean stopRequested() {
        return chunks >= chunksToLive;
    }
}
