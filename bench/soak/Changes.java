import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;

/** Uploads and deletes datasets, imports and deletes models, points and removes aliases, one after another, until the server is dead. */
final class Changes extends Thread {

    private static final int KEPT = 3;
    private static final long PAUSE_MS = 40;
    private static final String IMPORT = "import";

    private final Client client;
    private final Ledger ledger;
    private final byte[] artifact;
    private final String prefix;
    private volatile boolean done;
    private volatile Exception failure;

    Changes(Client client, Ledger ledger, byte[] artifact, int round) {
        this.client = client;
        this.ledger = ledger;
        this.artifact = artifact;
        this.prefix = "change-" + round + "-";
        setDaemon(true);
    }

    @Override
    public void run() {
        try {
            for (int i = 0; !done; i++) {
                change(i);
                Thread.sleep(PAUSE_MS);
            }
        } catch (IOException e) {
            // The server is dead; what was asked last stays open in the ledger.
        } catch (Exception e) {
            failure = e;
        }
    }

    private void change(int i) throws Exception {
        String name = prefix + i;
        upload(name, i);
        importModel(name);
        String alias = "alias/" + name + "/best";
        ledger.ask(alias, "1");
        expect(200, put("/v1/models/" + name + "/aliases/best"));
        ledger.confirm(alias, "1");
        if (i % 2 == 1) {
            delete(alias, "/v1/models/" + name + "/aliases/best");
        }
        if (i >= KEPT) {
            String old = prefix + (i - KEPT);
            delete("dataset/" + old, "/v1/datasets/" + old);
            ledger.ask("alias/" + old + "/best", Ledger.NOTHING);
            delete("model/" + old, "/v1/models/" + old);
            ledger.confirm("alias/" + old + "/best", Ledger.NOTHING);
        }
    }

    private void upload(String name, int i) throws IOException, InterruptedException {
        int rows = 200 + i;
        String request = "upload of " + rows + " rows";
        ledger.ask("dataset/" + name, ledger.known(request));
        String dataset = client.upload(
                Map.of("name", name), Map.of("file", BodyPublishers.ofByteArray(EncodeLoad.array(rows, 784))));
        String hash = Client.text(dataset, "hash");
        ledger.learn(request, hash);
        ledger.confirm("dataset/" + name, hash);
    }

    private void importModel(String name) throws IOException, InterruptedException {
        ledger.ask("model/" + name, ledger.known(IMPORT));
        HttpResponse<byte[]> answer =
                client.send("POST", "/v1/models?name=" + name, "application/zip", artifact, Client.JSON);
        expect(201, answer);
        String made = "1:" + Client.text(Client.text(answer.body()), "weights");
        ledger.learn(IMPORT, made);
        ledger.confirm("model/" + name, made);
    }

    private HttpResponse<byte[]> put(String path) throws IOException, InterruptedException {
        return client.send("PUT", path, Client.JSON, "{\"version\": 1}".getBytes(), Client.JSON);
    }

    private void delete(String key, String path) throws IOException, InterruptedException {
        ledger.ask(key, Ledger.NOTHING);
        expect(204, client.send("DELETE", path, Client.JSON, new byte[0], "*/*"));
        ledger.confirm(key, Ledger.NOTHING);
    }

    private static void expect(int status, HttpResponse<byte[]> answer) {
        if (answer.statusCode() != status) {
            throw new IllegalStateException(answer + " " + Client.text(answer.body()));
        }
    }

    /** After the change that is under way. */
    void end() throws Exception {
        done = true;
        join();
        if (failure != null) {
            throw failure;
        }
    }
}
