package io.latentry.evaluation.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VotesTest {

    private final LabelledRow voters = new LabelledRow(0, 1, 1, 2, 0, 2);

    @Test
    void mostVotesWin() {
        assertThat(Votes.majority(new int[] {0, 1, 2}, voters, 3)).isEqualTo(1);
    }

    @Test
    void ofEqualVotesTheNearestWins() {
        assertThat(Votes.majority(new int[] {3, 1, 2, 5, 0}, voters, 3)).isEqualTo(2);
        assertThat(Votes.majority(new int[] {1, 3, 5, 2, 0}, voters, 3)).isEqualTo(1);
        assertThat(Votes.majority(new int[] {0}, voters, 3)).isZero();
    }

    @Test
    void accuracyIsTheShareOfWhatWasToldRight() {
        assertThat(Votes.accuracy(new int[] {0, 1, 1, 0, 1, 2}, voters)).isEqualTo(4 / 6.0);
    }
}
