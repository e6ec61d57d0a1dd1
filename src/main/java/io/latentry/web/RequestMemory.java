package io.latentry.web;

/** What a request holds in memory; it is given back when the request has been answered. */
public class RequestMemory {

    /** Taken in such steps, so that a body that is read bit by bit need not ask for each bit. */
    private static final long STEP = 1 << 16;

    private final MemoryBudget budget;
    private long held;
    private long kept;

    RequestMemory(MemoryBudget budget) {
        this.budget = budget;
    }

    /**
     * Makes sure that the request may hold so much, all in all, before it does.
     *
     * @throws io.latentry.core.error.TooLargeException if no request may
     * @throws io.latentry.core.error.RetryLaterException if others hold too much now
     */
    public void hold(long bytes) {
        if (kept + bytes > held) {
            long whole = (kept + bytes + STEP - 1) / STEP * STEP;
            budget.take(whole - held, whole);
            held = whole;
        }
    }

    /** Has so much count beside whatever is held from now on. */
    public void keep(long bytes) {
        hold(bytes);
        kept += bytes;
    }

    void giveBack() {
        budget.giveBack(held);
        held = 0;
        kept = 0;
    }
}
