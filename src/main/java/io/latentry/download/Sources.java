package io.latentry.download;

import java.net.URI;
import java.util.List;

/** The operator's list of where files may come from. */
record Sources(List<Source> all) {

    static Sources of(List<String> addresses) {
        return new Sources(addresses.stream().map(Source::parse).toList());
    }

    boolean allow(URI uri) {
        return all.stream().anyMatch(source -> source.has(uri));
    }
}
