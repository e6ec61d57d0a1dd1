package io.latentry.fault;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** Deals out faults to lives so that every writer meets one. */
final class Draw {

    private static final int PER_LIFE = 4;

    private final Map<Writer, Integer> writers;
    private final Random random;

    /**
     * A draw.
     *
     * @param writers in the order of their first operations, with the number of these in two lives
     * @param random draws which of its operations fails
     */
    Draw(Map<Writer, Integer> writers, Random random) {
        this.writers = writers;
        this.random = random;
    }

    /** Faults for a number of lives, each life's of one mode, every writer once. */
    List<List<Fault>> once(int lives) {
        List<Fault.Mode> modes = List.of(Fault.Mode.FULL, Fault.Mode.ONCE, Fault.Mode.READ_ONLY);
        List<Fault> faults = writers.keySet().stream()
                .map(writer -> new Fault(Fault.Mode.ONCE, writer, 1))
                .toList();
        List<Fault> tuning = faults.stream().filter(Sweep::isOfFineTuning).toList();
        List<Fault> others =
                faults.stream().filter(fault -> !Sweep.isOfFineTuning(fault)).toList();
        int forTuning = handsFor(tuning);
        List<List<Fault>> dealt = new ArrayList<>(deal(others, lives - forTuning));
        dealt.addAll(deal(tuning, forTuning));
        return IntStream.range(0, dealt.size())
                .mapToObj(life -> dealt.get(life).stream()
                        .map(fault -> new Fault(modes.get(life % modes.size()), fault.writer(), 1))
                        .toList())
                .toList();
    }

    /** Faults of each of some modes, every writer's first operation and one that is drawn. */
    List<List<Fault>> all(List<Fault.Mode> modes) {
        List<List<Fault>> all = new ArrayList<>();
        for (Fault.Mode mode : modes) {
            List<Fault> faults = new ArrayList<>();
            writers.forEach((writer, count) -> {
                faults.add(new Fault(mode, writer, 1));
                faults.add(new Fault(mode, writer, 1 + random.nextInt(1 + count / 3)));
            });
            faults.sort(Comparator.comparing(Sweep::isOfFineTuning));
            all.addAll(deal(faults, handsFor(faults)));
        }
        return all;
    }

    private static int handsFor(List<Fault> faults) {
        return (faults.size() + PER_LIFE - 1) / PER_LIFE;
    }

    /**
     * The next hand is as far on as can be, so that a life's faults have time between them. They stay in the order of their
     * writers: a fault is armed when the one before it is over.
     */
    private static List<List<Fault>> deal(List<Fault> faults, int hands) {
        return IntStream.range(0, hands)
                .mapToObj(hand -> IntStream.range(0, faults.size())
                        .filter(i -> i % hands == hand)
                        .mapToObj(faults::get)
                        .toList())
                .toList();
    }
}
