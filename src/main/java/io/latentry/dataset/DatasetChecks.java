package io.latentry.dataset;

import io.latentry.core.error.CorruptDataException;
import io.latentry.core.error.RetryLaterException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;

/** The server's checks of datasets, one per folder: what is large is read by other threads than those of requests. */
@Component
class DatasetChecks {

    private static final int THREADS = 2;
    private static final Duration IDLE = Duration.ofMinutes(1);

    /** The most that a request reads itself, in a fraction of a second. */
    private static final long SMALL = 64L << 20;

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final long small;
    private final Duration patience;
    private final Map<Path, FolderCheck> byFolder = new ConcurrentHashMap<>();
    private final Map<Path, CompletableFuture<Void>> running = new ConcurrentHashMap<>();
    private final ExecutorService readers = readers();

    DatasetChecks() {
        this(SMALL, PATIENCE);
    }

    /**
     * Checks.
     *
     * @param small bytes of a dataset that a request may check itself
     * @param patience of a request for the check of a larger one
     */
    DatasetChecks(long small, Duration patience) {
        this.small = small;
        this.patience = patience;
    }

    private static ExecutorService readers() {
        CustomizableThreadFactory threads = new CustomizableThreadFactory("dataset-check-");
        threads.setDaemon(true);
        ThreadPoolExecutor readers = new ThreadPoolExecutor(
                THREADS, THREADS, IDLE.toMillis(), TimeUnit.MILLISECONDS, new LinkedBlockingQueue<>(), threads);
        readers.allowCoreThreadTimeOut(true);
        return readers;
    }

    /** The check of a folder's files as they are now. */
    FolderCheck of(Path folder) {
        return byFolder.compute(
                folder, (key, known) -> known != null && known.isCurrent() ? known : FolderCheck.of(folder, true));
    }

    /** Refuses a dataset that is known to be damaged, without reading anything. */
    void requireNoKnownDamage(Path folder) {
        FolderCheck known = byFolder.get(folder);
        if (known != null && known.isCurrent()) {
            known.requireSound();
        }
    }

    void forget(Path folder) {
        byFolder.remove(folder);
    }

    /**
     * Requires that a file is what was stored, before it is first read.
     *
     * @throws CorruptDataException with code {@code dataset-damaged}
     * @throws RetryLaterException with code {@code dataset-checking} if that takes longer than a request should
     */
    void require(FolderCheck check, Path file) {
        if (check.bytes() <= small) {
            check.require(file);
        } else {
            await(start(check, file));
        }
    }

    private CompletableFuture<Void> start(FolderCheck check, Path file) {
        CompletableFuture<Void> mine = new CompletableFuture<>();
        CompletableFuture<Void> other = running.putIfAbsent(file, mine);
        if (other != null) {
            return other;
        }
        readers.execute(() -> {
            try {
                check.require(file);
                mine.complete(null);
            } catch (RuntimeException | Error e) {
                mine.completeExceptionally(e);
            } finally {
                running.remove(file, mine);
            }
        });
        return mine;
    }

    private void await(CompletableFuture<Void> checked) {
        try {
            checked.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw checking();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw checking();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CorruptDataException damaged) {
                throw new CorruptDataException(damaged.code(), String.valueOf(damaged.getMessage()));
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private static RetryLaterException checking() {
        return RetryLaterException.unavailable(
                "dataset-checking",
                "The dataset is used for the first time since the server started, and is still being compared with its"
                        + " checksums",
                PATIENCE);
    }
}
