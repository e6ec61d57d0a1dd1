package io.latentry.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.latentry.evaluation.Cells.Cell;
import io.latentry.evaluation.Evaluation.Score;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class CellsTest {

    @TempDir
    private Path folder;

    @Test
    void whatWasMeasuredIsThereAfterAKill() throws IOException {
        Cells cells = Cells.in(folder, JsonMapper.shared());
        Cell cell = new Cell("pca-2", "knn", 1, Map.of("knnCosineAccuracy", 0.5), null, 2);
        cells.add(cell);
        cells.add(new Cell("pca-2", "elbo", 1, Map.of(), "elbo: no", 1));

        Path file = folder.resolve("cells.jsonl");
        Files.writeString(file, "{\"representation\": \"pca-2\", \"prot", StandardOpenOption.APPEND);

        Cells between = Cells.in(folder, JsonMapper.shared());
        between.add(new Cell("pca-2", "elbo", 2, Map.of(), null, 0));
        Cells again = Cells.in(folder, JsonMapper.shared());

        assertThat(again.count()).isEqualTo(3);
        assertThat(again.find("pca-2", "knn", 1)).contains(cell);
        assertThat(again.find("pca-2", "knn", 2)).isEmpty();
        assertThat(again.of("pca-2")).hasSize(3);
        assertThat(again.seconds()).isEqualTo(3);
    }

    @Test
    void aDamagedLineCountsForNothingAndTheOthersStay() throws IOException {
        Cells cells = Cells.in(folder, JsonMapper.shared());
        cells.add(new Cell("pca-2", "knn", 1, Map.of("knnCosineAccuracy", 0.512), null, 2));
        cells.add(new Cell("pca-2", "knn", 2, Map.of("knnCosineAccuracy", 0.75), null, 2));
        Path file = folder.resolve("cells.jsonl");
        String old = JsonMapper.shared().writeValueAsString(new Cell("pca-4", "knn", 1, Map.of(), null, 1)) + "\n";
        Files.writeString(file, old + Files.readString(file).replace("0.512", "0.912"));

        Cells again = Cells.in(folder, JsonMapper.shared());

        assertThat(again.damaged()).isOne();
        assertThat(again.find("pca-2", "knn", 1)).isEmpty();
        assertThat(again.find("pca-2", "knn", 2)).isPresent();
        assertThat(again.find("pca-4", "knn", 1)).as("of an earlier version").isPresent();
        assertThat(Cells.in(folder, JsonMapper.shared()).damaged()).isZero();
    }

    @Test
    void aScoreIsMeanAndDeviationOfASample() {
        assertThat(Score.of(List.of(1.0, 2.0, 3.0))).isEqualTo(new Score(2, 1.0, 3));
        assertThat(Score.of(List.of(4.0))).isEqualTo(new Score(4, null, 1));
    }
}
