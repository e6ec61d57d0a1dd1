package io.latentry.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.latentry.core.error.CorruptDataException;
import io.latentry.core.error.InvalidInputException;
import io.latentry.core.error.TooLargeException;
import io.latentry.model.ModelReference;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.ByteArrayResource;

class ArtifactTests {

    @TempDir
    Path folder;

    private RegistryKit kit;
    private ModelVersion version;
    private byte[] artifact;

    @BeforeEach
    void export() {
        kit = new RegistryKit(folder);
        version = kit.publish("shirts", 1, 2, 3);
        artifact = kit.export(version);
    }

    @Test
    void exportsWhatTheVersionIs() {
        Map<String, byte[]> entries = Zips.unzip(artifact);

        assertThat(entries)
                .containsOnlyKeys("README.md", "config.json", "card.json", "metrics.json", "model.safetensors")
                .containsEntry("model.safetensors", Samples.weights(1, 2, 3));
        assertThat(new String(entries.get("metrics.json"), StandardCharsets.UTF_8))
                .isEqualToIgnoringWhitespace("{\"test.loss\" : 243.125, \"test.mse\" : 1.0E-7}");
    }

    @Test
    void exportsTheSameBytesAtAnyTime() {
        assertThat(kit.export(version)).isEqualTo(artifact);
    }

    @Test
    void importsWhatItExports() throws IOException {
        ModelVersion copy = kit.importArtifact("copy", artifact);

        assertThat(copy.reference()).isEqualTo("copy@1");
        assertThat(copy.config()).isEqualTo(version.config());
        assertThat(copy.card()).isEqualTo(version.card());
        assertThat(copy.weights()).isEqualTo(version.weights());
        assertThat(kit.registry.get(ModelReference.parse("copy"))).isEqualTo(copy);
        assertThat(kit.blobFiles()).containsExactly(version.weights());
        assertThat(RegistryKit.files(kit.home.temporary())).isEmpty();
    }

    @Test
    void importsIntoAnotherStoreWithTheSameArtifactAsResult() throws IOException {
        RegistryKit other = new RegistryKit(Files.createDirectory(folder.resolve("other")));

        ModelVersion copy = other.importArtifact("shirts", artifact);

        assertThat(other.export(copy)).isEqualTo(artifact);
    }

    @Test
    void importsAnArtifactThatWasUnpackedAndCompressedAgain() throws IOException {
        Map<String, byte[]> entries = Zips.unzip(artifact);
        entries.remove("README.md");
        entries.remove("metrics.json");

        assertThat(kit.importArtifact("copy", Zips.zip(entries)).card()).isEqualTo(version.card());
    }

    @TestFactory
    Stream<DynamicTest> refusesBadArtifactsAndLeavesNothing() {
        return new BadArtifacts(artifact)
                .all().entrySet().stream()
                        .map(bad -> DynamicTest.dynamicTest(bad.getKey(), () -> {
                            Throwable refusal = catchThrowable(() ->
                                    kit.importArtifact("bad", bad.getValue().bytes()));

                            assertThat(refusal)
                                    .isInstanceOfAny(InvalidInputException.class, TooLargeException.class)
                                    .hasMessageContaining(bad.getValue().mention());
                            assertThat(kit.blobFiles()).containsExactly(version.weights());
                            assertThat(RegistryKit.files(kit.home.temporary())).isEmpty();
                            assertThat(kit.table.newest("", 9)).containsExactly(version);
                        }));
    }

    @Test
    void refusesWhatExceedsTheUploadLimit() {
        assertThatThrownBy(() -> kit.importArtifact("large", new byte[1024 * 1024 + 1]))
                .isInstanceOf(TooLargeException.class);
        assertThat(RegistryKit.files(kit.home.temporary())).isEmpty();
    }

    @Test
    void refusesAnyDamageAsTheCallersError() {
        for (int position = 0; position < artifact.length; position += 11) {
            byte[] damaged = artifact.clone();
            damaged[position] ^= (byte) (1 << position % 8);

            Throwable refusal = catchThrowable(() -> kit.importArtifact("damaged", damaged));

            assertThat(refusal)
                    .as("bit flipped in byte %d", position)
                    .satisfiesAnyOf(
                            none -> assertThat(none).isNull(),
                            thrown -> assertThat(thrown)
                                    .isInstanceOfAny(InvalidInputException.class, TooLargeException.class));
        }
        assertThat(kit.table.versions("damaged", Integer.MAX_VALUE, 9_999))
                .allSatisfy(accepted -> assertThat(accepted.card()).isEqualTo(version.card()))
                .allSatisfy(accepted -> assertThat(accepted.weights()).isEqualTo(version.weights()));
    }

    @Test
    void exportsNoDamagedWeights() throws IOException {
        Files.write(kit.home.blobs().resolve(version.weights()), new byte[] {0});

        assertThatThrownBy(() -> kit.export(version)).isInstanceOf(CorruptDataException.class);
    }

    @Test
    void registersDemosOnAnEmptyStoreOnce() throws IOException {
        RegistryKit fresh = new RegistryKit(Files.createDirectory(folder.resolve("fresh")));
        List<DemoModels.Demo> demos = Stream.of("demo-a", "demo-b")
                .map(name -> new DemoModels.Demo(name, new ByteArrayResource(artifact)))
                .toList();

        fresh.demos.register(demos);
        assertThat(fresh.table.newest("", 9))
                .extracting(ModelVersion::reference)
                .containsExactly("demo-a@1", "demo-b@1");

        fresh.delete("demo-a");
        fresh.demos.register(demos);
        assertThat(fresh.table.newest("", 9))
                .extracting(ModelVersion::reference)
                .containsExactly("demo-b@1");

        fresh.delete("demo-b");
        fresh.demos.register(demos);
        assertThat(fresh.table.newest("", 9)).isEmpty();
    }

    @Test
    void restoresADeletedDemoUnderTheNextNumber() {
        DemoModels.Demo demo = new DemoModels.Demo("demo-a", new ByteArrayResource(artifact));
        assertThat(kit.demos.restore(demo).reference()).isEqualTo("demo-a@1");
        ModelVersion own = kit.publish("demo-a", 7);
        assertThat(kit.demos.restore(demo).reference()).isEqualTo("demo-a@1");

        kit.delete("demo-a@1");

        assertThat(kit.demos.restore(demo).reference()).isEqualTo("demo-a@3");
        assertThat(kit.demos.restore(demo).reference()).isEqualTo("demo-a@3");
        assertThat(kit.table.versions("demo-a", Integer.MAX_VALUE, 9))
                .extracting(ModelVersion::reference)
                .containsExactly("demo-a@3", own.reference());
    }

    @Test
    void registersAllDemosOrNone() throws IOException {
        RegistryKit fresh = new RegistryKit(Files.createDirectory(folder.resolve("fresh")));
        DemoModels.Demo good = new DemoModels.Demo("demo-a", new ByteArrayResource(artifact));
        DemoModels.Demo bad = new DemoModels.Demo("demo-b", new ByteArrayResource(new byte[0]));

        assertThatThrownBy(() -> fresh.demos.register(List.of(good, bad))).isInstanceOf(InvalidInputException.class);
        assertThat(fresh.table.newest("", 9)).isEmpty();
        assertThat(fresh.blobFiles()).isEmpty();

        fresh.demos.register(List.of(good));
        assertThat(fresh.table.newest("", 9)).hasSize(1);
    }
}
