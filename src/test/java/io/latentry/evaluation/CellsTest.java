package io.latentry.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.latentry.evaluation.Cells.Cell;
import io.latentry.evaluation.Evaluation.Score;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class CellsTest {

    @TempDir
    private Path folder;

    @Test
    void whatWasMeasuredIsThereAfterAKill() {
        Cells cells = Cells.in(folder, JsonMapper.shared());
        Cell cell = new Cell("pca-2", "knn", 1, Map.of("knnCosineAccuracy", 0.5), null);
        cells.add(cell, 2);
        cells.add(new Cell("pca-2", "elbo", 1, Map.of(), "elbo: no"), 1);

        Cells again = Cells.in(folder, JsonMapper.shared());

        assertThat(again.find("pca-2", "knn", 1)).contains(cell);
        assertThat(again.find("pca-2", "knn", 2)).isEmpty();
        assertThat(again.of("pca-2")).hasSize(2);
        assertThat(again.seconds()).isEqualTo(3);
    }

    @Test
    void aScoreIsMeanAndDeviationOfASample() {
        assertThat(Score.of(List.of(1.0, 2.0, 3.0))).isEqualTo(new Score(2, 1.0, 3));
        assertThat(Score.of(List.of(4.0))).isEqualTo(new Score(4, null, 1));
    }
}
