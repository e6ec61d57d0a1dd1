package io.latentry.job;

import io.latentry.job.Counting.Mishap;
import io.latentry.storage.DurableFiles;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Adds up the numbers to a number, with a checkpoint after each. */
class CountingTask implements WorkerTask {

    static final String NAME = "counting";
    static final String RESULT = "result";
    private static final String CHECKPOINT = "checkpoint";

    /** Together, more than the buffers of a connection take. */
    private static final int CHATTER_EVENTS = 150;

    private static final int CHATTER_WORDS = 20_000;
    private static final int STEPS_PER_EPOCH = 5;

    /** Where the counting stands. */
    record Checkpoint(int step, long sum) {}

    @Override
    public void run(WorkerContext context) throws Exception {
        Counting counting = WorkerMessage.JSON.readValue(context.specification(), Counting.class);
        Checkpoint at = read(context.folder());
        while (at.step() < counting.steps()) {
            if (context.stopRequested() && counting.mishap() != Mishap.IGNORE_STOP) {
                throw new WorkerStopped();
            }
            if (at.step() == counting.mishapAt()) {
                mishap(counting.mishap(), context);
            }
            Thread.sleep(counting.stepMilliseconds());
            at = new Checkpoint(at.step() + 1, at.sum() + at.step() + 1);
            write(context.folder().resolve(CHECKPOINT), WorkerMessage.JSON.writeValueAsString(at));
            context.progress(Map.of("step", at.step(), "steps", counting.steps()));
            if (at.step() % STEPS_PER_EPOCH == 0) {
                context.event("epoch", Map.of("epoch", at.step() / STEPS_PER_EPOCH));
            }
        }
        write(context.folder().resolve(RESULT), String.valueOf(at.sum()));
    }

    private static Checkpoint read(Path folder) throws IOException {
        Path file = folder.resolve(CHECKPOINT);
        return Files.exists(file)
                ? WorkerMessage.JSON.readValue(Files.readString(file), Checkpoint.class)
                : new Checkpoint(0, 0);
    }

    private static void write(Path file, String text) throws IOException {
        DurableFiles.write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void mishap(Mishap mishap, WorkerContext context) throws Exception {
        switch (mishap) {
            case NONE, IGNORE_STOP -> {}
            case FAIL -> throw new WorkerFailure("loss-not-finite", "The loss is NaN at step 1");
            case CRASH -> Runtime.getRuntime().halt(7);
            case CRASH_ONCE -> crashOnce(context.folder());
            case OUT_OF_MEMORY -> fillHeap();
            case POLLUTE -> pollute();
            case CHATTER -> chatter(context);
        }
    }

    private static void crashOnce(Path folder) throws IOException {
        Path mark = folder.resolve("crashed");
        if (!Files.exists(mark)) {
            Files.createFile(mark);
            Runtime.getRuntime().halt(7);
        }
    }

    private static void chatter(WorkerContext context) {
        for (int i = 0; i < CHATTER_EVENTS; i++) {
            context.event("chatter", Map.of("text", "bla".repeat(CHATTER_WORDS)));
        }
    }

    private static void fillHeap() {
        List<byte[]> hoard = new ArrayList<>();
        while (hoard.size() < Integer.MAX_VALUE) {
            hoard.add(new byte[1 << 20]);
        }
    }

    private static void pollute() throws IOException {
        System.out.println("{\"kind\":\"COMPLETED\"}");
        FileOutputStream below = new FileOutputStream(FileDescriptor.out);
        below.write(new byte[LineReader.LIMIT + 10]);
        below.write("\nCUDA not found\n{\"kind\":\"STOPPED\"}\nno newline at the end".getBytes(StandardCharsets.UTF_8));
    }
}
