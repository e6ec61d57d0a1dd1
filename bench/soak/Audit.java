import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Holds what a server has against the ledger. */
final class Audit {

    /** Of a job: it is known, and not failed. */
    static final String ACCEPTED = "accepted";

    private static final String CANCELLED = "cancelled";
    private static final Set<String> PROVIDED = Set.of("digits", "fashion-sample");
    private static final Pattern MEASURED = Pattern.compile("\"type\":\"measured\",[^{]*"
            + "\"data\":\\{(\"representation\":\"[^\"]*\",\"protocol\":\"[^\"]*\",\"seed\":-?\\d+)");

    private final Ledger ledger;

    Audit(Ledger ledger) {
        this.ledger = ledger;
    }

    /** Of what was asked and not answered either is true, what was or the whole of what was asked; it is acknowledged from now on. */
    void settle(Client client) throws IOException, InterruptedException {
        Observer observer = new Observer(client);
        for (Map.Entry<String, String> open : ledger.open().entrySet()) {
            String found = observer.value(open.getKey());
            boolean unknown = open.getValue().equals(Ledger.ANYTHING);
            boolean asFound = unknown || open.getValue().equals(found);
            if (unknown) {
                ledger.note("unknown", open.getKey(), found);
            }
            if (!found.equals(ledger.value(open.getKey())) && !asFound) {
                ledger.lose(open.getKey(), ledger.value(open.getKey()), found);
            }
            ledger.note("settled", open.getKey(), found);
            ledger.confirm(open.getKey(), found);
        }
    }

    /** All that was acknowledged is there, and nothing else. */
    void check(Client client, int round) throws IOException, InterruptedException {
        Observer observer = new Observer(client);
        int checked = 0;
        for (String prefix : List.of("dataset/", "model/", "alias/", "job/")) {
            for (String key : ledger.present(prefix)) {
                checked++;
                String expected = ledger.value(key);
                String found = observer.value(key);
                if (!isAsExpected(expected, found)) {
                    ledger.lose(key, expected, found);
                    ledger.confirm(key, found);
                }
            }
        }
        Set<String> datasets = observer.names("/v1/datasets");
        datasets.removeAll(PROVIDED);
        expectOnly("dataset/", datasets);
        Set<String> models = observer.names("/v1/models");
        models.removeIf(name -> name.startsWith("demo-") || name.startsWith("killed-"));
        expectOnly("model/", models);
        ledger.note("checked", round, checked);
    }

    private static boolean isAsExpected(String expected, String found) {
        return switch (expected) {
            case ACCEPTED -> List.of("queued", "running", "succeeded").contains(found);
            // The worker writes a checkpoint first.
            case CANCELLED -> List.of("cancelling", CANCELLED).contains(found);
            default -> expected.equals(found);
        };
    }

    private void expectOnly(String prefix, Set<String> found) {
        Set<String> surplus = new TreeSet<>(found);
        ledger.present(prefix).forEach(key -> surplus.remove(key.substring(prefix.length())));
        surplus.removeIf(name -> name.startsWith("killed-"));
        surplus.forEach(name -> ledger.lose(prefix + name, Ledger.NOTHING, "there"));
    }

    /** Waits for a job, and tells what it made: a hash of the weights or of the figures. */
    String outcome(Client client, Work work, String job, String model) throws IOException, InterruptedException {
        String view = client.get("/v1/jobs/" + job);
        while (List.of("queued", "running").contains(Client.text(view, "state"))) {
            Thread.sleep(100);
            view = client.get("/v1/jobs/" + job);
        }
        if (!Client.text(view, "state").equals("succeeded")) {
            ledger.lose("job/" + job, "succeeded", view);
            return view;
        }
        ledger.confirm("job/" + job, "succeeded");
        if (work.makesModel()) {
            String made = new Observer(client).value("model/" + model);
            ledger.confirm("model/" + model, made);
            client.post("/v1/models/" + model + "/load", "", Client.JSON);
            client.post("/v1/models/" + model + "/unload", "", Client.JSON);
            return made;
        }
        return figures(client, job);
    }

    private static String figures(Client client, String job) throws IOException, InterruptedException {
        List<String> measured = MEASURED
                .matcher(client.get("/v1/jobs/" + job + "/events?limit=500"))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toList());
        return "%s, %d measurements, of %d cells"
                .formatted(
                        hash(client.get("/v1/evaluations/" + job, "text/csv")),
                        measured.size(),
                        new HashSet<>(measured).size());
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** No worker outlives its server for long. */
    void expectDead(List<ProcessHandle> workers) {
        for (ProcessHandle worker : workers) {
            if (worker.isAlive()) {
                ledger.lose("worker/" + worker.pid(), "dead", "alive");
            }
        }
    }

    /** The weights of every model are as their hash says. */
    void loadAll(Client client) throws IOException, InterruptedException {
        for (String key : ledger.present("model/")) {
            String path = "/v1/models/" + key.substring("model/".length());
            client.post(path + "/load", "", Client.JSON);
            client.post(path + "/unload", "", Client.JSON);
        }
    }
}
