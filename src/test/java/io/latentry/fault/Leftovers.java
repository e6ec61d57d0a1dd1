package io.latentry.fault;

import io.latentry.testing.LatentryClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds what should not be in a home folder once nothing is under way. */
final class Leftovers {

    private static final Duration MOMENT = Duration.ofSeconds(5);

    private final Path home;
    private final LatentryClient client;

    Leftovers(Path home, LatentryClient client) {
        this.home = home;
        this.client = client;
    }

    /** What is still there after the moment in which the server makes up for deletions that failed. */
    List<String> find() throws IOException {
        long end = System.nanoTime() + MOMENT.toNanos();
        List<String> found = now();
        while (!found.isEmpty() && System.nanoTime() < end) {
            Requests.pause();
            found = now();
        }
        return found;
    }

    /** Half files, unfinished ones, and folders and weights that the server does not list. */
    private List<String> now() throws IOException {
        List<String> found = new ArrayList<>(unfinished());
        found.addAll(strangers("jobs", listed("/v1/jobs", "id")));
        found.addAll(strangers("blobs", listed("/v1/models", "weights")));
        int surplus =
                children("datasets").size() - listed("/v1/datasets", "name").size();
        if (surplus != 0) {
            found.add(surplus + " folders of no dataset");
        }
        return found;
    }

    private List<String> unfinished() throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            return files.map(home::relativize)
                    .map(path -> path.toString().replace('\\', '/'))
                    .filter(path -> path.startsWith("tmp/") || path.endsWith(".tmp") || path.endsWith(".part"))
                    .toList();
        }
    }

    private List<String> strangers(String folder, Set<String> known) throws IOException {
        return children(folder).stream()
                .filter(name -> !known.contains(name))
                .map(name -> folder + "/" + name)
                .toList();
    }

    private Set<String> children(String folder) throws IOException {
        try (Stream<Path> files = Files.list(home.resolve(folder))) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        }
    }

    private Set<String> listed(String path, String field) {
        return client.get(path + "?limit=500").get("items").values().stream()
                .map(item -> item.get(field).asString())
                .collect(Collectors.toSet());
    }
}
