package io.latentry.fault;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Lives on one server, one after the other, each with troubles of its own, all with the same outcome. */
final class Sweep {

    private static final String STACK_FRAME = "\tat ";
    private static final String PROBE = "tmp/write-test";
    private static final int FEW = 3;

    private final FaultyServer server;
    private final Consumer<String> progress;
    private final Ledger ledger = new Ledger();
    private final List<String> complaints = new ArrayList<>();
    private final Map<Writer, Integer> writers = new LinkedHashMap<>();
    private final Set<Writer> failed = new LinkedHashSet<>();
    private final Life.Outcome reference;
    private List<String> leftovers = List.of();
    private int lives;
    private int dealt;
    private int met;

    /**
     * Starts with two undisturbed lives.
     *
     * @param server with a new store
     * @param tunes whether they fine-tune, as others can then
     * @param progress gets a line about each life
     */
    Sweep(FaultyServer server, boolean tunes, Consumer<String> progress) throws IOException {
        this.server = server;
        this.progress = progress;
        server.trace();
        reference = live("undisturbed", tunes, true, List.of());
        // The first has nothing to delete.
        live("undisturbed", tunes, true, List.of());
        server.trace().stream()
                .map(Writer::parse)
                .filter(Sweep::isOfALife)
                .forEach(writer -> writers.merge(writer, 1, Integer::sum));
        check("undisturbed");
    }

    /** Who writes in a life, in the order of their first operations, with the number of these in two lives. */
    Map<Writer, Integer> writers() {
        return writers;
    }

    /** Who of them has met a fault. */
    Set<Writer> failed() {
        return failed;
    }

    /** How many of the troubles that were dealt to lives a writer met in them. */
    String share() {
        return met + " of " + dealt;
    }

    /** Lives with faults, in the order in which they are to happen. */
    void live(List<Fault> faults) throws IOException {
        List<Trouble> troubles = faults.stream()
                .map(fault -> Trouble.of(fault, server.control()))
                .toList();
        live(
                troubles,
                faults.stream().anyMatch(Sweep::isOfFineTuning),
                faults.stream().noneMatch(fault -> fault.mode() == Fault.Mode.ONCE));
    }

    /**
     * Lives with any troubles.
     *
     * @param tunes whether it fine-tunes, too
     * @param lastingOnly whether all of them last, in which case no job may fail
     */
    void live(List<Trouble> troubles, boolean tunes, boolean lastingOnly) throws IOException {
        String what = troubles.toString();
        long start = System.nanoTime();
        int before = complaints.size();
        Life.Outcome outcome = live(what, tunes, lastingOnly, troubles);
        if (outcome == null) {
            restart();
        } else if (!outcome.isLike(reference)) {
            complain(what, "it ended with " + outcome + " and not with " + reference);
        }
        check(what);
        progress.accept("%.1f s %s".formatted((System.nanoTime() - start) / 1e9, what));
        complaints.subList(before, complaints.size()).forEach(progress);
    }

    /** Deletions need not succeed, and what a server writes only to see whether it can may come at any time. */
    private static boolean isOfALife(Writer writer) {
        return writer.operation() != Operation.DELETE && !writer.kind().startsWith(PROBE);
    }

    /** Features are cached, and tuned models published, in fine-tuning alone. */
    static boolean isOfFineTuning(Fault fault) {
        String kind = fault.writer().kind();
        return kind.startsWith("cache") || kind.contains("features") || kind.contains(Life.TUNED);
    }

    private Life.Outcome live(String what, boolean tunes, boolean lastingOnly, List<Trouble> troubles)
            throws IOException {
        if (tunes) {
            server.dropCache();
        }
        List<String> objections = new ArrayList<>();
        Requests requests = new Requests(server.client(), objections);
        Life life = new Life("life-" + ++lives, requests, ledger, !lastingOnly);
        Injector injector = new Injector(server.client(), troubles);
        try {
            Life.Outcome outcome = life.live(tunes, leftovers);
            leftovers = life.leftovers();
            return outcome;
        } catch (Requests.StuckException e) {
            objections.add(e.getMessage() + "\n" + server.condition());
            leftovers = List.of();
            return null;
        } finally {
            dealt += troubles.size();
            met += injector.end().size();
            objections.addAll(injector.complaints());
            objections.forEach(objection -> complain(what, objection));
        }
    }

    private void check(String what) throws IOException {
        // Where one is lost, a hundred may be.
        ledger.losses(server.client()).stream().limit(FEW).forEach(loss -> complain(what, loss));
        new Leftovers(server.home(), server.client()).find().forEach(file -> complain(what, file + " was left"));
        server.log().stream()
                .filter(line -> line.startsWith(STACK_FRAME))
                .findFirst()
                .ifPresent(line -> complain(what, "a stack trace was logged:" + line));
        server.trace().stream()
                .filter(line -> line.startsWith(Disk.FAILED))
                .map(line -> Writer.parse(line.substring(Disk.FAILED.length())))
                .forEach(failed::add);
    }

    /** Kills the server, and expects of the next what was expected of it. */
    void restart() throws IOException {
        server.restart();
        check("restart");
    }

    private void complain(String what, String complaint) {
        complaints.add(what + ": " + complaint);
    }

    /** What went wrong, and when. */
    List<String> complaints() {
        return complaints;
    }
}
