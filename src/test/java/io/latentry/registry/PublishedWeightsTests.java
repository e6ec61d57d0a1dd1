package io.latentry.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latentry.core.error.InvalidInputException;
import io.latentry.core.error.TooLargeException;
import io.latentry.model.Preprocessing;
import io.latentry.model.WeightsImporter.Description;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Weights as others publish them; {@code ForeignWeightsTests} has what is in the file. */
class PublishedWeightsTests {

    private static final byte[] WEIGHTS = "weights".getBytes(StandardCharsets.UTF_8);

    private static final byte[] TORCH = Zips.zip(Map.of("resnet18/data.pkl", WEIGHTS, "resnet18/version", WEIGHTS));

    private static final PublishedOptions RESNET = new PublishedOptions("resnet18", null, null, null, null);

    private static final String TIMM = """
            {"architecture": "resnet18", "num_classes": 2, "label_names": ["cat", "dog"], "pretrained_cfg":
            {"input_size": [3, 224, 224], "crop_pct": 0.95, "interpolation": "bicubic", "mean": [0.5, 0.5, 0.5],
            "std": [0.25, 0.25, 0.25]}}""";

    private static final String HUGGING_FACE = """
            {"architectures": ["ResNetForImageClassification"], "model_type": "resnet", "layer_type": "basic",
            "depths": [2, 2, 2, 2], "id2label": {"1": "dog", "0": "cat", "2": "eel"}}""";

    @TempDir
    Path folder;

    private RegistryKit kit;

    @BeforeEach
    void open() {
        kit = new RegistryKit(folder);
    }

    @Test
    void takesABareFileByTheNameOfItsArchitecture() throws IOException {
        ModelVersion version =
                kit.importPublished(WEIGHTS, new PublishedOptions("resnet18", 64, 1.0, List.of(0.1, 0.2, 0.3), null));

        assertThat(kit.networks.imported)
                .isEqualTo(new Description(
                        "resnet18",
                        List.of(),
                        new Preprocessing(
                                3, 64, 64, 64, "bilinear", List.of(0.1, 0.2, 0.3), List.of(0.229, 0.224, 0.225))));
        assertThat(Files.readAllBytes(kit.home.blobs().resolve(version.weights())))
                .isEqualTo(WEIGHTS);
        assertThat(version.card().dataset()).isNull();
        assertThat(new String(kit.export(version), StandardCharsets.UTF_8)).contains("trained elsewhere");
    }

    @Test
    void readsWhatTimmSays() throws IOException {
        kit.importPublished(zip("", TIMM), PublishedOptions.NONE);

        assertThat(kit.networks.imported)
                .isEqualTo(new Description(
                        "resnet18",
                        List.of("cat", "dog"),
                        new Preprocessing(
                                3, 224, 224, 235, "bicubic", List.of(0.5, 0.5, 0.5), List.of(0.25, 0.25, 0.25))));
    }

    @Test
    void readsWhatHuggingFaceSaysInAFolder() throws IOException {
        byte[] zip = zip(
                "resnet-18/",
                HUGGING_FACE,
                "resnet-18/preprocessor_config.json",
                "{\"crop_pct\": 0.875, \"image_mean\": [0.4, 0.4, 0.4], \"size\": {\"shortest_edge\": 128}}");

        kit.importPublished(zip, PublishedOptions.NONE);

        assertThat(kit.networks.imported)
                .isEqualTo(new Description(
                        "resnet18",
                        List.of("cat", "dog", "eel"),
                        new Preprocessing(
                                3, 128, 128, 146, "bilinear", List.of(0.4, 0.4, 0.4), List.of(0.229, 0.224, 0.225))));
    }

    @Test
    void anExportedImportIsAnArtifact() throws IOException {
        ModelVersion version = kit.importPublished(zip("", TIMM), PublishedOptions.NONE);
        Files.write(kit.home.blobs().resolve(version.weights()), WEIGHTS);

        assertThat(Zips.unzip(kit.export(version)).keySet()).contains("config.json", "card.json", "model.safetensors");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|architecture",
                "[]|config.json",
                "{\"architecture\": 3}|architecture",
                "{\"model_type\": \"resnet\", \"depths\": [1]}|depths",
                "{\"architecture\": \"resnet18\", \"id2label\": {\"a\": \"b\"}}|id2label",
                "{\"architecture\": \"resnet18\", \"id2label\": {\"0\": {}}}|id2label",
                "{\"architecture\": \"resnet18\", \"id2label\": {\"0\": \"a\", \"2\": \"b\"}}|id2label",
                "{\"architecture\": \"resnet18\", \"label_names\": [[1]]}|label_names",
                "{\"architecture\": \"resnet18\", \"pretrained_cfg\": {\"crop_pct\": 0}}|crop",
                "{\"architecture\": \"resnet18\", \"pretrained_cfg\": {\"input_size\": [3, -1, 4]}}|size",
                "{\"architecture\": \"resnet18\", \"pretrained_cfg\": {\"input_size\": [3, 99999, 4]}}|size",
                "not json|config.json"
            })
    void refusesWhatItDoesNotUnderstandByName(String config, String field) {
        assertThatThrownBy(() -> kit.importPublished(zip("", config), PublishedOptions.NONE))
                .isInstanceOf(InvalidInputException.class)
                .satisfies(e -> assertThat(((InvalidInputException) e).errors().toString())
                        .contains(field));
        assertNothingIsLeft();
    }

    @Test
    void refusesOptionsThatMakeNoSense() {
        refuses("architecture", PublishedOptions.NONE);
        refuses("crop", new PublishedOptions("resnet18", null, 7.0, null, null));
        refuses("size", new PublishedOptions("resnet18", 0, null, null, null));
    }

    private void refuses(String field, PublishedOptions options) {
        assertThatThrownBy(() -> kit.importPublished(WEIGHTS, options))
                .isInstanceOf(InvalidInputException.class)
                .satisfies(e -> assertThat(((InvalidInputException) e).errors().toString())
                        .contains(field));
        assertNothingIsLeft();
    }

    @Test
    void refusesFoldersThatAreIncompleteAmbiguousOrTooLarge() {
        Map<String, byte[]> twice = new LinkedHashMap<>(Map.of("config.json", TIMM.getBytes(StandardCharsets.UTF_8)));
        twice.put("a/config.json", WEIGHTS);
        assertThatThrownBy(() -> kit.importPublished(Zips.zip(twice), PublishedOptions.NONE))
                .hasMessageContaining("twice");
        assertThatThrownBy(() -> kit.importPublished(
                        Zips.zip(Map.of("config.json", TIMM.getBytes(StandardCharsets.UTF_8))), PublishedOptions.NONE))
                .hasMessageContaining("model.safetensors");
        assertThatThrownBy(() -> kit.importPublished(
                        Zips.zip(Map.of(
                                "config.json",
                                TIMM.getBytes(StandardCharsets.UTF_8),
                                "model.safetensors",
                                new byte[900_000])),
                        PublishedOptions.NONE))
                .isInstanceOf(TooLargeException.class);
        assertNothingIsLeft();
    }

    @Test
    void refusesPicklesAndSaysWhatToDo() {
        assertThatThrownBy(() -> kit.importPublished(TORCH, RESNET))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("safetensors")
                .hasMessageContaining("latentry.models.torch-files");
        assertNothingIsLeft();
    }

    @ParameterizedTest
    @CsvSource({"mean, ''", "mean, '1,2'", "mean, '1,,3'", "mean, '1,2,NaN'", "std, '1,0,1'", "std, '1,2,3,4'"})
    void refusesNumbersThatAreNotOnePerChannel(String field, String numbers) {
        List<Double> values = Arrays.stream(numbers.split(",", -1))
                .map(number -> number.isEmpty() ? null : Double.valueOf(number))
                .toList();
        PublishedOptions options = field.equals("mean")
                ? new PublishedOptions("resnet18", null, null, values, null)
                : new PublishedOptions("resnet18", null, null, null, values);

        assertThatThrownBy(() -> kit.importPublished(WEIGHTS, options))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(e.errors()).extracting("field").containsExactly(field));
        assertNothingIsLeft();
    }

    @Test
    void takesPicklesWhereTheOperatorHasSaidSo() throws IOException {
        kit = new RegistryKit(folder, RegistryKit.properties(true));

        ModelVersion version = kit.importPublished(TORCH, RESNET);

        assertThat(Files.readAllBytes(kit.home.blobs().resolve(version.weights())))
                .isEqualTo(TORCH);
        assertThatThrownBy(() -> kit.importPublished(TORCH, PublishedOptions.NONE))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(e.errors()).extracting("field").containsExactly("architecture"));
    }

    private void assertNothingIsLeft() {
        assertThat(kit.blobFiles()).isEmpty();
        assertThat(RegistryKit.files(kit.home.temporary())).isEmpty();
    }

    private static byte[] zip(String folder, String config, String... further) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put(folder + "config.json", config.getBytes(StandardCharsets.UTF_8));
        entries.put(folder + "model.safetensors", WEIGHTS);
        entries.put(folder + "README.md", WEIGHTS);
        for (int i = 0; i < further.length; i += 2) {
            entries.put(further[i], further[i + 1].getBytes(StandardCharsets.UTF_8));
        }
        return Zips.zip(entries);
    }
}
