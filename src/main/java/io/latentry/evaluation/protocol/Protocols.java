package io.latentry.evaluation.protocol;

import java.util.List;
import java.util.Optional;

/** All protocols. */
public final class Protocols {

    private static final List<Protocol> ALL = List.of(
            new LinearProbe(),
            new QuadraticProbe(),
            new NeighbourVote(),
            new ReconstructionError(),
            new EvidenceLowerBound(),
            new ImportanceWeighting(),
            new Denoising(),
            new ActiveUnits(),
            new Throughput());

    private Protocols() {}

    /** In the order of the table's columns. */
    public static List<Protocol> all() {
        return ALL;
    }

    /** The names of all, in that order. */
    public static List<String> names() {
        return ALL.stream().map(Protocol::name).toList();
    }

    /** A protocol by its name. */
    public static Optional<Protocol> find(String name) {
        return ALL.stream().filter(protocol -> protocol.name().equals(name)).findFirst();
    }
}
