package io.latentry.download;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatienceTests {

    private final Patience patience = new Patience(Duration.ofMinutes(5));

    @Test
    void lastsForMinutesWhereNothingComes() {
        List<Duration> pauses = fruitless();

        assertThat(pauses)
                .startsWith(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4))
                .hasSize(11)
                .allMatch(pause -> pause.compareTo(Duration.ofMinutes(1)) <= 0);
        assertThat(pauses.stream().reduce(Duration.ZERO, Duration::plus)).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void growsAgainWhereSomethingComes() {
        fruitless();

        assertThat(patience.pause(true, Duration.ZERO)).contains(Duration.ofMillis(500));
        assertThat(patience.pause(false, Duration.ZERO)).contains(Duration.ofSeconds(1));
    }

    @Test
    void endsHoweverOftenALittleComes() {
        for (int attempt = 1; attempt < Patience.MOST_ATTEMPTS; attempt++) {
            assertThat(patience.pause(true, Duration.ZERO)).isPresent();
        }
        assertThat(patience.pause(true, Duration.ZERO)).isEmpty();
    }

    @Test
    void heedsASourcesWishWithinItsLimit() {
        assertThat(patience.pause(false, Duration.ofMinutes(2))).contains(Duration.ofMinutes(2));
        assertThat(patience.pause(false, Duration.ofDays(1))).contains(Duration.ofMinutes(3));
        assertThat(patience.pause(false, Duration.ofDays(1))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "120, 120",
        "0, 0",
        "'Fri, 31 Dec 1999 23:59:59 GMT', 59",
        "soon, 0",
        "-5, 0",
        "99999999999999999999, 0",
        "1.5, 0"
    })
    void readsWishes(String text, long seconds) {
        assertThat(RetryAfter.parse(text, Instant.parse("1999-12-31T23:59:00Z")))
                .isEqualTo(Duration.ofSeconds(seconds));
    }

    private List<Duration> fruitless() {
        List<Duration> pauses = new ArrayList<>();
        Optional<Duration> pause = patience.pause(false, Duration.ZERO);
        while (pause.isPresent()) {
            pauses.add(pause.get());
            pause = patience.pause(false, Duration.ZERO);
        }
        return pauses;
    }
}
