package io.latentry.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latentry.core.error.ConflictException;
import io.latentry.core.error.CorruptDataException;
import io.latentry.core.error.InvalidInputException;
import io.latentry.core.error.NotFoundException;
import io.latentry.model.ModelReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishingTests {

    @TempDir
    Path folder;

    private RegistryKit kit;

    @BeforeEach
    void open() {
        kit = new RegistryKit(folder);
    }

    @Test
    void keepsWhatWasPublished() throws IOException {
        ModelVersion published = kit.publish("shirts", 1, 2, 3);

        assertThat(get("shirts")).isEqualTo(published);
        assertThat(published.reference()).isEqualTo("shirts@1");
        assertThat(published.config()).isEqualTo(Samples.config());
        assertThat(published.card()).isEqualTo(Samples.card());
        assertThat(Files.readAllBytes(kit.home.blobs().resolve(published.weights())))
                .isEqualTo(Samples.weights(1, 2, 3));
        assertThat(RegistryKit.files(kit.home.temporary())).isEmpty();
    }

    @Test
    void publishesOncePerOrigin() {
        ModelVersion first = kit.registry.publish(Samples.version(folder, "shirts", "job-1", 1));
        ModelVersion again = kit.registry.publish(Samples.version(folder, "shirts", "job-1", 1));

        assertThat(again).isEqualTo(first);
        assertThat(kit.table.versions("shirts", 99, 99)).containsExactly(first);
    }

    @Test
    void publishesOncePerOriginAlsoAtTheSameTime() throws Exception {
        List<ModelVersion> published =
                Concurrently.call(8, index -> kit.registry.publish(Samples.version(folder, "shirts", "job-1", 7)));

        assertThat(published).hasSize(8).containsOnly(kit.registry.get(ModelReference.parse("shirts@1")));
        assertThat(kit.table.versions("shirts", 99, 99)).hasSize(1);
        assertThat(kit.blobFiles()).hasSize(1);
    }

    @Test
    void numbersVersionsInARowAlsoAtTheSameTime() throws Exception {
        List<ModelVersion> published = Concurrently.call(8, index -> kit.publish("shirts", index));

        assertThat(published.stream().map(ModelVersion::version).sorted()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(kit.blobFiles()).hasSize(8);
    }

    @Test
    void leavesNothingIfTheCallersTransactionFails() {
        kit.transaction.executeWithoutResult(status -> {
            kit.publish("shirts", 1);
            status.setRollbackOnly();
        });

        assertThatThrownBy(() -> get("shirts")).isInstanceOf(NotFoundException.class);
        assertThat(kit.blobFiles()).isEmpty();
        assertThat(kit.publish("shirts", 1).version()).isEqualTo(1);
    }

    @Test
    void refusesAWrongName() {
        assertThatThrownBy(() -> kit.publish("../etc", 1)).isInstanceOf(InvalidInputException.class);
        assertThat(kit.blobFiles()).isEmpty();
    }

    @Test
    void addressesNewestNumberAndAlias() {
        ModelVersion first = kit.publish("shirts", 1);
        ModelVersion second = kit.publish("shirts", 2);
        kit.administration.point("shirts", "production", 1);

        assertThat(get("shirts")).isEqualTo(second);
        assertThat(get("shirts@1")).isEqualTo(first);
        assertThat(get("shirts@production")).isEqualTo(first);

        kit.administration.point("shirts", "production", 2);
        assertThat(get("shirts@production")).isEqualTo(second);

        kit.administration.removeAlias("shirts", "production");
        assertThatThrownBy(() -> get("shirts@production")).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> kit.administration.removeAlias("shirts", "production"))
                .isInstanceOf(NotFoundException.class);
    }

    /** What was found once is found anew after every change, also where its transaction was undone. */
    @Test
    void findsWhatIsThereNow() {
        kit.publish("shirts", 1);
        kit.administration.point("shirts", "best", 1);
        assertThat(get("shirts").version()).isEqualTo(1);
        assertThat(get("shirts@best").version()).isEqualTo(1);

        ModelVersion second = kit.publish("shirts", 2);
        assertThat(get("shirts")).isEqualTo(second);
        kit.administration.point("shirts", "best", 2);
        assertThat(get("shirts@best")).isEqualTo(second);
        kit.transaction.executeWithoutResult(status -> {
            kit.publish("shirts", 3);
            assertThat(get("shirts").version()).isEqualTo(3);
            status.setRollbackOnly();
        });
        assertThat(get("shirts")).isEqualTo(second);
        kit.administration.removeAlias("shirts", "best");
        assertThatThrownBy(() -> get("shirts@best")).isInstanceOf(NotFoundException.class);
        kit.administration.delete(ModelReference.parse("shirts@2"));
        assertThat(get("shirts").version()).isEqualTo(1);
        kit.administration.delete(ModelReference.parse("shirts"));
        assertThatThrownBy(() -> get("shirts")).isInstanceOf(NotFoundException.class);
    }

    @Test
    void refusesAliasesThatCannotBeAddressed() {
        kit.publish("shirts", 1);

        assertThatThrownBy(() -> kit.administration.point("shirts", "007", 1))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> kit.administration.point("shirts", "a/b", 1))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> kit.administration.point("shirts", "production", 2))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> kit.administration.point("shirts", "production", -1))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void keepsAVersionThatAnAliasPointsTo() {
        kit.publish("shirts", 1);
        kit.administration.point("shirts", "production", 1);

        assertThatThrownBy(() -> kit.delete("shirts@1"))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("production");

        kit.delete("shirts");
        assertThatThrownBy(() -> get("shirts")).isInstanceOf(NotFoundException.class);
    }

    @Test
    void neverGivesANumberAgain() {
        kit.publish("shirts", 1);
        kit.publish("shirts", 2);

        kit.delete("shirts@2");
        assertThat(kit.publish("shirts", 3).version()).isEqualTo(3);

        kit.delete("shirts");
        assertThat(kit.publish("shirts", 4).version()).isEqualTo(4);
    }

    @Test
    void deletesWeightsWithTheirLastVersion() {
        kit.publish("parent", 1);
        ModelVersion child = kit.publish("child", 1);
        kit.publish("other", 2);

        kit.delete("parent");
        assertThat(kit.blobFiles()).hasSize(2).contains(child.weights());

        kit.delete("child@1");
        assertThat(kit.blobFiles()).hasSize(1).doesNotContain(child.weights());
    }

    @Test
    void keepsWhatAChildSharesWithItsDeletedParent() throws IOException {
        ModelVersion parent = kit.publish("parent", 1);
        ModelVersion child = kit.publishChild("child", parent, 2);
        ModelVersion grandchild = kit.publishChild("grandchild", child, 3);

        kit.delete("parent");
        kit.delete("child");
        assertThat(kit.blobFiles()).containsExactlyInAnyOrderElementsOf(grandchild.blobs());
        kit.blobs.sweep();
        try (Lease lease = kit.lease("grandchild")) {
            assertThat(lease.version().blobs())
                    .containsExactly(parent.weights(), child.weights(), grandchild.weights());
        }
        assertThat(kit.registry.files(grandchild))
                .extracting(file -> file.getFileName().toString())
                .containsExactlyElementsOf(grandchild.blobs());

        kit.delete("grandchild");
        assertThat(kit.blobFiles()).isEmpty();
    }

    @Test
    void exportsWhatIsSharedAndWhatIsOwnAsOneFile() throws IOException {
        ModelVersion parent = kit.publish("parent", 1);
        ModelVersion child = kit.publishChild("child", parent, 2);

        byte[] weights = Zips.unzip(kit.export(child)).get("model.safetensors");

        byte[] first = Files.readAllBytes(kit.home.blobs().resolve(parent.weights()));
        byte[] second = Files.readAllBytes(kit.home.blobs().resolve(child.weights()));
        assertThat(weights).startsWith(first).endsWith(second).hasSize(first.length + second.length);
        assertThat(RegistryKit.files(kit.home.temporary())).isEmpty();
    }

    @Test
    void refusesAChildOfWeightsThatAreGone() {
        ModelVersion parent = kit.publish("parent", 1);
        kit.delete("parent");

        assertThatThrownBy(() -> kit.publishChild("child", parent, 2)).isInstanceOf(CorruptDataException.class);
        assertThat(kit.blobFiles()).isEmpty();
    }

    @Test
    void keepsAVersionThatSomethingNeeds() {
        kit.publish("shirts", 1);
        kit.user = "job 1";

        for (String reference : List.of("shirts", "shirts@1")) {
            assertThatThrownBy(() -> kit.delete(reference))
                    .isInstanceOf(ConflictException.class)
                    .hasMessageContaining("job 1");
        }
        assertThat(get("shirts").version()).isOne();
    }

    @Test
    void keepsWeightsThatAreDeletedAndPublishedAtTheSameTime() throws Exception {
        kit.publish("old", 1);

        Concurrently.call(8, index -> {
            if (index == 3) {
                kit.delete("old");
            } else {
                kit.publish("new-" + index, 1);
            }
            return index;
        });

        try (Lease lease = kit.lease("new-0")) {
            assertThat(lease.version().weights()).isEqualTo(kit.blobFiles().get(0));
        }
    }

    @Test
    void sweepsWhatAKillLeft() throws IOException {
        ModelVersion kept = kit.publish("shirts", 1);
        Files.writeString(kit.home.blobs().resolve("0".repeat(64)), "an orphan");
        Files.writeString(kit.home.blobs().resolve("README"), "not ours");

        kit.blobs.sweep();

        assertThat(kit.blobFiles()).containsExactlyInAnyOrder("README", kept.weights());
    }

    private ModelVersion get(String reference) {
        return kit.registry.get(ModelReference.parse(reference));
    }
}
