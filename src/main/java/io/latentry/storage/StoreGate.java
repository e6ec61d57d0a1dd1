package io.latentry.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides, before the database is opened, whether a server may start on a store: only with the database that belongs to
 * the store's files, since sweeps take away whatever that does not know. Holds the store's lock until it is closed.
 */
public final class StoreGate implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StoreGate.class);

    private final Home home;
    private final DatabaseFile database;
    private final StoreFile file;
    private final int knownSchema;
    private final boolean mayAdopt;
    private final String url;
    private final StoreLock lock;

    private StoreGate(Home home, Terms terms, StoreLock lock) {
        this.home = home;
        this.database = DatabaseFile.in(home, terms.user(), terms.password());
        this.file = new StoreFile(home);
        this.knownSchema = terms.knownSchema();
        this.mayAdopt = terms.mayAdopt();
        this.url = terms.url();
        this.lock = lock;
    }

    /**
     * On which terms a store is opened.
     *
     * @param knownSchema the newest version of the tables that this software knows
     * @param mayAdopt whether a database that does not belong to the store may be replaced
     * @param url of the database; one that is not in the store's folder is not looked at
     * @param user of the database
     * @param password of that user
     */
    public record Terms(int knownSchema, boolean mayAdopt, String url, String user, String password) {}

    /**
     * Locks a store.
     *
     * @throws RuntimeException that Spring Boot reports without a stack trace, if that is impossible
     */
    public static StoreGate of(Home home, Terms terms) {
        return new StoreGate(home, terms, StoreLock.acquire(home));
    }

    /**
     * Lets the server start or not; for an adoption, puts aside what is to be replaced.
     *
     * @throws RuntimeException that Spring Boot reports without a stack trace, if the server must not start
     */
    public StoreStart open() {
        try {
            Instant now = Instant.now();
            Found found = look();
            if (found.refusal() == null) {
                if (mayAdopt) {
                    LOG.warn("The database belongs to the store: nothing is adopted. Unset latentry.store.adopt");
                }
                return new StoreStart(home, false, found.knownUntil(), Trash.of(home, "", now));
            }
            if (!mayAdopt && !file.isAdopting()) {
                throw found.refusal();
            }
            return new Adoption(home, file).begin(now, found.refusal());
        } catch (IOException e) {
            throw Refusals.unusable(home.root(), String.valueOf(e));
        }
    }

    /**
     * What there is.
     *
     * @param refusal why the database is not that of the store; null if it is
     * @param knownUntil its last change
     */
    private record Found(@Nullable StoreRefusedException refusal, Instant knownUntil) {

        static Found wrong(StoreRefusedException refusal) {
            return new Found(refusal, Instant.EPOCH);
        }
    }

    private Found look() throws IOException {
        if (!database.isAt(url)) {
            LOG.warn(
                    "The database is not in the store's folder: whether it belongs to the store is not checked, so that no"
                            + " sweep takes anything away");
            return new Found(null, Instant.EPOCH);
        }
        if (!database.exists()) {
            return hasContents() ? Found.wrong(Refusals.missing(database.path())) : new Found(null, Instant.EPOCH);
        }
        if (database.isEmpty()) {
            return hasContents() ? Found.wrong(Refusals.empty(database.path())) : new Found(null, Instant.EPOCH);
        }
        DatabaseView view;
        try {
            view = database.view();
        } catch (SQLException e) {
            if (DatabaseView.isInUse(e)) {
                throw Refusals.inUse(home.root());
            }
            return Found.wrong(Refusals.damaged(database.path(), String.valueOf(e.getMessage())));
        }
        if (view.schema() > knownSchema) {
            throw Refusals.newer(view.schema(), knownSchema);
        }
        Instant known = view.changedAt() == null ? database.modified() : view.changedAt();
        return new Found(mismatch(view).orElse(null), known);
    }

    private Optional<StoreRefusedException> mismatch(DatabaseView view) throws IOException {
        Path path = database.path();
        Optional<StoreIdentity> expected = file.read();
        if (expected.isEmpty()) {
            return view.schema() == 0 && hasContents() ? Optional.of(Refusals.empty(path)) : Optional.empty();
        }
        StoreIdentity wanted = expected.get();
        if (view.store().isEmpty()) {
            return Optional.of(Refusals.older(path, wanted.generation(), "none"));
        }
        StoreIdentity found = view.store().get();
        if (!found.id().equals(wanted.id())) {
            return Optional.of(Refusals.foreign(path, wanted.id(), found.id()));
        }
        return found.generation() < wanted.generation()
                ? Optional.of(Refusals.older(path, wanted.generation(), String.valueOf(found.generation())))
                : Optional.empty();
    }

    private boolean hasContents() {
        return file.exists()
                || Stream.of(home.datasets(), home.jobs(), home.blobs(), home.models(), home.evaluations())
                        .anyMatch(folder -> !OrphanSweep.entries(folder).isEmpty());
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
