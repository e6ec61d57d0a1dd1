package io.latentry.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.latentry.model.Encoder;
import io.latentry.model.ModelReference;
import io.latentry.model.SoftwareVersions;
import io.latentry.storage.Home;
import io.latentry.storage.StorageMonitor;
import io.latentry.storage.StoreStart;
import io.latentry.testing.SteadyStorage;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.json.JsonMapper;

/** A registry of its own for a test, without a Spring context. */
final class RegistryKit {

    final Home home;
    final Path folder;
    final FakeNetworks networks = new FakeNetworks();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final TransactionTemplate transaction;
    final VersionTable table;
    final BlobStore blobs;
    final ModelMemory memory;
    final ModelAdministration administration;
    final ModelRegistry registry;
    final VerifiedLoader loader;
    final ArtifactImport artifacts;
    final ArtifactWriter writer;
    final DemoModels demos;

    /** What needs every version; nothing does at first. */
    @Nullable String user;

    RegistryKit(Path folder) {
        this(folder, properties(false));
    }

    RegistryKit(Path folder, RegistryProperties properties) {
        this.folder = folder;
        home = new Home(folder.resolve("home"));
        StorageMonitor storage = SteadyStorage.monitor();
        DataSource database = new EmbeddedDatabaseBuilder()
                .generateUniqueName(true)
                .setType(EmbeddedDatabaseType.H2)
                .addScript("db/migration/V3__registry.sql")
                .addScript("db/migration/V4__inherited_weights.sql")
                .build();
        transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
        JdbcClient jdbc = JdbcClient.create(database);
        FoundVersions found = new FoundVersions();
        table = new VersionTable(jdbc, new VersionRows(new JsonMapper()), found);
        AliasTable aliases = new AliasTable(jdbc, found);
        Versions versions = new Versions(table, aliases, found);
        blobs = new BlobStore(home, new BlobReferences(jdbc), StoreStart.plain(home), storage);
        loader = new VerifiedLoader(blobs, table, networks, properties, meters);
        memory = new ModelMemory(loader, properties, meters);
        ModelDescriptions descriptions = new ModelDescriptions(
                table,
                aliases,
                new DescriptionFiles(home, new JsonMapper()),
                Objects.requireNonNull(transaction.getTransactionManager()));
        administration = new ModelAdministration(
                versions,
                table,
                aliases,
                memory,
                blobs,
                descriptions,
                List.of(version -> Optional.ofNullable(user)),
                transaction);
        Publisher publisher = new Publisher(blobs, table, descriptions, transaction);
        ArtifactJson json = new ArtifactJson();
        JsonMapper mapper = new JsonMapper();
        artifacts = new ArtifactImport(
                home,
                new ImportReader(
                        new ArtifactReader(json, networks, properties),
                        new PublishedReader(networks, new SoftwareVersions(Map.of("java", "17")), properties, mapper)),
                publisher,
                storage,
                properties);
        registry = new RegistryService(publisher, versions, table, memory, blobs, artifacts);
        writer = new ArtifactWriter(
                new CardMarkdown(new CardFrontMatter(mapper), mapper), json, networks, home, storage);
        demos = new DemoModels(table, artifacts, transaction);
    }

    static RegistryProperties properties(boolean torchFiles) {
        return new RegistryProperties(
                DataSize.ofBytes(1_000), Duration.ofSeconds(10), Set.of("half"), torchFiles, artifactLimits());
    }

    static RegistryProperties.Artifact artifactLimits() {
        return new RegistryProperties.Artifact(DataSize.ofMegabytes(1), DataSize.ofMegabytes(1), 100);
    }

    ModelVersion publish(String name, int... values) {
        return registry.publish(Samples.version(folder, name, UUID.randomUUID().toString(), values));
    }

    ModelVersion publishChild(String name, ModelVersion parent, int... values) {
        NewVersion own = Samples.version(folder, name, UUID.randomUUID().toString(), values);
        return registry.publish(
                new NewVersion(name, own.origin(), own.config(), own.card(), own.weights(), parent.blobs()));
    }

    ModelVersion publishWithSize(String name, long bytesInMemory) {
        return registry.publish(Samples.version(
                folder, name, UUID.randomUUID().toString(), Samples.config(bytesInMemory), name.hashCode()));
    }

    Lease lease(String reference) {
        return registry.lease(ModelReference.parse(reference));
    }

    /** Leases a network for a moment. */
    String use(String reference) {
        try (Lease lease = lease(reference)) {
            assertThat(lease.network().as(Encoder.class)).isEmpty();
            return lease.version().reference();
        }
    }

    boolean isLoaded(String name) {
        return memory.isLoaded(table.findNewest(name).orElseThrow());
    }

    double gauge(String name) {
        return meters.get(name).gauge().value();
    }

    void delete(String reference) {
        administration.delete(ModelReference.parse(reference));
    }

    byte[] export(ModelVersion version) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        try (PinnedBlobs weights = loader.open(version)) {
            writer.write(version, weights, output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return output.toByteArray();
    }

    ModelVersion importPublished(byte[] file, PublishedOptions options) throws IOException {
        return artifacts.publish("published", UUID.randomUUID().toString(), new ByteArrayInputStream(file), options);
    }

    ModelVersion importArtifact(String name, byte[] artifact) throws IOException {
        return artifacts.publish(
                name, UUID.randomUUID().toString(), new ByteArrayInputStream(artifact), PublishedOptions.NONE);
    }

    /** The names of all blobs. */
    List<String> blobFiles() {
        return files(home.blobs());
    }

    static List<String> files(Path folder) {
        if (Files.notExists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
