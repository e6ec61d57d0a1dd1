package io.latentry.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.latentry.evaluation.EvaluationStore.Entry;
import io.latentry.evaluation.Leaderboard.Board;
import io.latentry.evaluation.Leaderboard.Place;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeaderboardTest {

    @Test
    void ranksTheNewestFigureOfEachTheBestFirst() {
        List<Board> boards = Leaderboard.boards(
                List.of(
                        entry("1", "a@1", "probeAccuracy", "higher", 0.9, 100),
                        entry("1", "b@1", "probeAccuracy", "higher", 0.7, 100),
                        entry("2", "a@1", "probeAccuracy", "higher", 0.6, 100),
                        entry("2", "c@1", "probeAccuracy", "higher", 0.7, 100)),
                name -> "/card/" + name);

        assertThat(boards).hasSize(1);
        assertThat(boards.get(0).entries())
                .extracting(Place::representation, Place::rank, Place::evaluation, Place::card)
                .containsExactly(
                        tuple("b@1", 1, "/v1/evaluations/1", "/card/b@1"),
                        tuple("c@1", 1, "/v1/evaluations/2", "/card/c@1"),
                        tuple("a@1", 3, "/v1/evaluations/2", "/card/a@1"));
    }

    @Test
    void lessIsBetterWhereItIs() {
        List<Board> boards = Leaderboard.boards(
                List.of(entry("1", "a@1", "mse", "lower", 0.9, 100), entry("1", "b@1", "mse", "lower", 0.7, 100)),
                name -> null);

        assertThat(boards.get(0).entries()).extracting(Place::representation).containsExactly("b@1", "a@1");
        assertThat(boards.get(0).entries()).extracting(Place::card).containsOnlyNulls();
    }

    @Test
    void whatWasLearnedFromFewerItemsStandsOnABoardOfItsOwn() {
        List<Board> boards = Leaderboard.boards(
                List.of(
                        entry("1", "a@1", "probeAccuracy", "higher", 0.6, 10),
                        entry("2", "a@1", "probeAccuracy", "higher", 0.8, 100)),
                name -> null);

        assertThat(boards).extracting(Board::trainItems).containsExactly(100, 10);
        assertThat(boards).allSatisfy(board -> assertThat(board.entries()).hasSize(1));
    }

    private static Entry entry(
            String evaluation, String representation, String measure, String better, double mean, int trainItems) {
        return new Entry(
                evaluation, representation, "model", 4, measure, measure, better, 4, trainItems, mean, null, 1);
    }
}
