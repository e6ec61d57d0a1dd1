package io.latentry.registry;

import io.latentry.core.error.ImpossibleException;
import io.latentry.core.error.RetryLaterException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which models are in memory, who uses them and what they take. It decides under a lock and does no work there: what it
 * returns is for the caller to load or to close.
 */
final class MemoryLedger {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final long budget;
    private final Map<String, LoadedModel> models = new HashMap<>();
    private long used;
    private long clock;

    MemoryLedger(long budget) {
        this.budget = budget;
    }

    /** Leases a model that is in memory or being loaded. */
    synchronized Optional<LoadedModel> lease(String reference) {
        Optional<LoadedModel> model = Optional.ofNullable(models.get(reference));
        model.ifPresent(this::lease);
        return model;
    }

    /**
     * Reserves memory for a version and leases it, unless another caller was faster.
     *
     * @param bytes that it will take, as far as is known
     * @throws ImpossibleException if it can never fit
     * @throws RetryLaterException if models in use leave no room
     */
    synchronized Reservation reserve(ModelVersion version, long bytes) {
        LoadedModel present = models.get(version.reference());
        if (present != null) {
            lease(present);
            return new Reservation(present, false, List.of());
        }
        LoadedModel model = new LoadedModel(version, bytes);
        List<LoadedModel> evicted = makeRoom(version, model.bytes, model.bytes);
        models.put(version.reference(), model);
        used += model.bytes;
        lease(model);
        return new Reservation(model, true, evicted);
    }

    /** Replaces the estimate by what a loaded model really takes; returns the models that had to make room. */
    synchronized List<LoadedModel> settle(LoadedModel model, long bytes) {
        List<LoadedModel> evicted = makeRoom(model.version(), bytes, bytes - model.bytes);
        used += bytes - model.bytes;
        model.bytes = bytes;
        return evicted;
    }

    /** Forgets a model that could not be loaded. */
    synchronized void fail(LoadedModel model) {
        models.remove(model.version().reference(), model);
        used -= model.bytes;
        model.bytes = 0;
    }

    /** Gives a lease back; returns whether the model must be closed now. */
    synchronized boolean giveBack(LoadedModel model) {
        model.leases--;
        model.lastUsed = ++clock;
        return model.retired && free(model);
    }

    /** Takes a model from new callers; returns it if it must be closed now, rather than with its last lease. */
    synchronized Optional<LoadedModel> retire(String reference) {
        LoadedModel model = models.remove(reference);
        if (model == null) {
            return Optional.empty();
        }
        model.retired = true;
        return free(model) ? Optional.of(model) : Optional.empty();
    }

    synchronized List<String> references() {
        return List.copyOf(models.keySet());
    }

    synchronized boolean isLoaded(String reference) {
        LoadedModel model = models.get(reference);
        return model != null && model.isReady();
    }

    synchronized long count() {
        return models.values().stream().filter(LoadedModel::isReady).count();
    }

    synchronized long used() {
        return used;
    }

    private void lease(LoadedModel model) {
        model.leases++;
        model.lastUsed = ++clock;
    }

    private boolean free(LoadedModel model) {
        if (model.leases > 0) {
            return false;
        }
        used -= model.bytes;
        return true;
    }

    /** Takes idle models from memory until {@code more} bytes are free for a version that needs {@code total}. */
    private List<LoadedModel> makeRoom(ModelVersion version, long total, long more) {
        if (total > budget) {
            throw new ImpossibleException(
                    "model-too-large",
                    "%s needs %d bytes of memory, and latentry.models.memory-budget is %d"
                            .formatted(version.reference(), total, budget));
        }
        List<LoadedModel> idle = idleOldestFirst();
        long idleBytes = idle.stream().mapToLong(candidate -> candidate.bytes).sum();
        if (used - idleBytes + more > budget) {
            throw RetryLaterException.unavailable(
                    "memory-busy", "The models in use leave no memory for " + version.reference(), RETRY_AFTER);
        }
        List<LoadedModel> evicted = new ArrayList<>();
        for (LoadedModel candidate : idle) {
            if (used + more > budget) {
                retire(candidate.version().reference()).ifPresent(evicted::add);
            }
        }
        return evicted;
    }

    private List<LoadedModel> idleOldestFirst() {
        return models.values().stream()
                .filter(model -> model.leases == 0)
                .sorted(Comparator.comparingLong(model -> model.lastUsed))
                .toList();
    }

    /**
     * A leased model.
     *
     * @param mustLoad whether the caller is the one to load it
     * @param evicted to be closed first
     */
    record Reservation(LoadedModel model, boolean mustLoad, List<LoadedModel> evicted) {}
}
