import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Is anything that was acknowledged lost when processes are killed? Kills workers, servers, or both, at random moments while jobs
 * run and datasets, models and aliases come and go, and holds what is there afterwards against the ledger of what was acknowledged,
 * and models against those of runs that nobody disturbed. Exits with 1 where something is lost or differs.
 *
 * <p>Arguments: the jar, a folder, and how many kills. Store and ledger stay in the folder: a further run goes on there, and
 * KILLS.md tells of all kills so far.
 */
public class Kills {

    private static final long SEED = 5;

    private final Ledger ledger;
    private final KillServer server;
    private final Audit audit;
    private final byte[] artifact;
    private int round;
    private SplittableRandom random = new SplittableRandom(SEED);

    /** What is killed. */
    enum Kind {
        WORKER,
        SERVER,
        BOTH,
        /** The server, right after a job was accepted. */
        ACCEPTED,
        /** Both, and the server again while it starts. */
        TWICE
    }

    Kills(Ledger ledger, KillServer server) throws Exception {
        this.ledger = ledger;
        this.server = server;
        this.audit = new Audit(ledger);
        audit.settle(server.client());
        this.artifact = server.client().get("/v1/models/demo-vae/artifact", "application/zip");
        this.round = ledger.lines("round").size();
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of(arguments[1])).toAbsolutePath();
        Ledger ledger = new Ledger(folder.resolve("ledger.tsv"));
        KillReport report = new KillReport(ledger);
        long start = System.nanoTime();
        try (KillServer server = new KillServer(Path.of(arguments[0]).toAbsolutePath(), folder)) {
            Kills kills = new Kills(ledger, server);
            kills.undisturbed();
            for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
                kills.round();
            }
            kills.audit.loadAll(server.client());
        } finally {
            ledger.note("seconds", (System.nanoTime() - start) / 1_000_000_000);
            Files.writeString(Path.of("bench/soak/KILLS.md"), report.text());
        }
        System.exit(report.isClean() ? 0 : 1);
    }

    private void undisturbed() throws Exception {
        for (int i = ledger.lines("undisturbed").size(); i < Work.ALL.size(); i++) {
            Work work = Work.ALL.get(i);
            long start = System.nanoTime();
            String job = submit(work, "undisturbed-" + i);
            String outcome = audit.outcome(server.client(), work, job, "undisturbed-" + i);
            ledger.note("undisturbed", work.name(), outcome, (System.nanoTime() - start) / 1_000_000);
            System.out.println(work.name() + ": " + outcome);
        }
    }

    private void round() throws Exception {
        random = new SplittableRandom(SEED + ++round);
        ledger.note("round", round);
        Kind kind = Kind.values()[round % Kind.values().length];
        int index = random.nextInt(Work.ALL.size());
        Work work = Work.ALL.get(index);
        String model = "killed-" + round;
        Changes changes = new Changes(server.client(), ledger, artifact, round);
        changes.start();
        boolean accepted = kind == Kind.ACCEPTED;
        if (!accepted) {
            cancelOne();
        }
        String job = submit(work, model);
        if (!accepted && random.nextInt(4) > 0) {
            awaitBegin(job);
        }
        long pause = accepted ? random.nextInt(30) : random.nextInt((int) milliseconds(index) * 3 / 4);
        Thread.sleep(pause);
        Kind killed = kill(kind, changes);
        audit.settle(server.client());
        audit.check(server.client(), round);
        String outcome = audit.outcome(server.client(), work, job, model);
        long attempts = (long) Client.number(server.client().get("/v1/jobs/" + job), "attempts");
        boolean same = outcome.equals(ledger.lines("undisturbed").get(index).get(2));
        ledger.note("compared", round, work.name(), same ? "same" : "different");
        ledger.note("kill", round, killed, work.name(), pause, attempts);
        System.out.printf("%d %s %s after %d ms, %d attempts: %s%n", round, killed, work.name(), pause, attempts, same);
    }

    private void awaitBegin(String job) throws IOException, InterruptedException {
        while (server.client().get("/v1/jobs/" + job).contains("\"state\":\"queued\"")) {
            Thread.sleep(20);
        }
    }

    private long milliseconds(int work) {
        return Long.parseLong(ledger.lines("undisturbed").get(work).get(3));
    }

    /** Returns what was killed: where there is no worker yet, the server. */
    private Kind kill(Kind kind, Changes changes) throws Exception {
        List<ProcessHandle> workers = server.workers();
        if (kind == Kind.WORKER && !workers.isEmpty()) {
            workers.forEach(ProcessHandle::destroyForcibly);
            changes.end();
            return kind;
        }
        if (kind == Kind.BOTH || kind == Kind.TWICE) {
            workers.forEach(ProcessHandle::destroyForcibly);
        }
        server.kill();
        changes.end();
        if (kind == Kind.TWICE) {
            server.start();
            Thread.sleep(random.nextInt(8_000));
            server.kill();
        }
        server.start();
        server.awaitReady();
        audit.expectDead(workers);
        return kind == Kind.WORKER ? Kind.SERVER : kind;
    }

    private String submit(Work work, String model) throws IOException, InterruptedException {
        String answer = Client.text(server.client().post(work.path(), work.request(model), Client.JSON));
        String job = Client.text(answer, "id");
        ledger.confirm("job/" + job, Audit.ACCEPTED);
        return job;
    }

    /** A job that waits or runs, and is cancelled before the next one is submitted. */
    private void cancelOne() throws IOException, InterruptedException {
        String job = submit(Work.LONG, "cancelled-" + round);
        Thread.sleep(random.nextInt(2_000));
        server.client().post("/v1/jobs/" + job + "/cancel", "", Client.JSON);
        ledger.confirm("job/" + job, "cancelled");
    }
}
