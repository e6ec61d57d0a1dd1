package io.latentry.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class JobIdsTest {

    @Test
    void sortByTimeEvenWithinAMillisecond() {
        JobIds ids = new JobIds(Clock.fixed(Instant.parse("2026-11-24T00:00:00Z"), ZoneOffset.UTC), Optional.empty());

        List<String> made = Stream.generate(ids::next).limit(10_000).toList();

        assertThat(made).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void areUuidsOfVersion7() {
        UUID id = UUID.fromString(new JobIds(Clock.systemUTC(), Optional.empty()).next());

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
    }
}
