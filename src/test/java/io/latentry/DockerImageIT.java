package io.latentry;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Capability;
import io.latentry.testing.LatentryClient;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;
import tools.jackson.databind.JsonNode;

/** Runs the quickstart in the image: {@code ./mvnw verify -Pdocker -Dlatentry.image=latentry}. */
@Tag("docker")
class DockerImageIT {

    private static final String KEY = "a-key-for-the-test";
    private static final String REQUEST =
            "{\"dataset\": \"fashion-sample\", \"split\": \"test\", \"indices\": [0, 1, 2, 3]}";

    private static final String CLASS_LOG = "-Xlog:class+load:file=/tmp/%s.classes";

    private final String volume = "latentry-test-" + UUID.randomUUID();

    @Test
    void theQuickstartRunsAndItsModelSurvivesTheContainer() {
        String model;
        try (GenericContainer<?> container = container()) {
            container.start();
            LatentryClient client = client(container, KEY);
            assertThat(client(container, "wrong")
                            .send("GET", "/v1/models", "", "application/json")
                            .statusCode())
                    .isEqualTo(401);

            String job = client.train("{\"method\": \"vae\", \"dataset\": \"fashion-sample\", \"model\": \"my-vae\","
                    + " \"hyperparameters\": {\"epochs\": 5}}");
            model = client.awaitModel(job, Duration.ofMinutes(3));
            assertThat(client.get("/v1/jobs/" + job + "/events").get("items")).isNotEmpty();

            JsonNode codes = client.post("/v1/models/my-vae/encode", REQUEST).get("codes");
            assertThat(codes).hasSize(4);
            assertPng(client.post("/v1/models/my-vae/reconstruct", REQUEST, "image/png"));
            assertPng(client.post("/v1/models/demo-denoiser/denoise", REQUEST, "image/png"));
            assertPng(client.post("/v1/models/my-vae/sample", "{\"n\": 16, \"seed\": 1}", "image/png"));
            HttpResponse<byte[]> chart = client.send("GET", "/v1/jobs/" + job + "/curve", "", "image/png");
            assertThat(chart.statusCode()).as("the image has fonts").isEqualTo(200);
            assertPng(chart.body());
        }
        try (GenericContainer<?> container = container()) {
            container.start();
            assertThat(client(container, KEY)
                            .get("/v1/models/my-vae")
                            .get("version")
                            .asInt())
                    .isEqualTo(Integer.parseInt(model.replaceFirst(".*@", "")));
            removeVolumeWith(container);
        }
    }

    /** Both JVMs log whence they take each class; what the cache lacks is made while they run. */
    @Test
    void serverAndWorkersTakeTheirClassesFromTheAotCache() throws IOException, InterruptedException {
        try (GenericContainer<?> container = container()
                .withEnv("JDK_JAVA_OPTIONS", CLASS_LOG.formatted("server"))
                .withEnv("LATENTRY_JOBS_WORKER_JVM_OPTIONS", "-XX:+UseSerialGC," + CLASS_LOG.formatted("worker"))) {
            container.start();
            LatentryClient client = client(container, KEY);
            client.awaitModel(
                    client.train("{\"method\": \"pca\", \"dataset\": \"digits\", \"model\": \"my-pca\"}"),
                    Duration.ofMinutes(1));

            assertThat(cachedShare(container, "server")).isGreaterThan(0.9);
            assertThat(cachedShare(container, "worker")).isGreaterThan(0.8);
            assertThat(container.execInContainer("ls", "-A", "/opt/latentry").getStdout())
                    .doesNotContain("latentry.aot.config");
            removeVolumeWith(container);
        }
    }

    /** The share of the Java and the project's own classes. */
    private static double cachedShare(GenericContainer<?> container, String process)
            throws IOException, InterruptedException {
        List<String> classes = container
                .execInContainer("cat", "/tmp/" + process + ".classes")
                .getStdout()
                .lines()
                .filter(line -> line.contains(" source: ") && !line.contains("$$"))
                .toList();
        assertThat(classes)
                .hasSizeGreaterThan(1_000)
                .anyMatch(line -> line.contains("io.latentry.LatentryApplication "));
        long cached = classes.stream()
                .filter(line -> line.contains("source: shared objects file"))
                .count();
        return (double) cached / classes.size();
    }

    @Test
    void refusesToStandOpen() {
        try (GenericContainer<?> container = new GenericContainer<>(image())) {
            container
                    .withStartupTimeout(Duration.ofSeconds(60))
                    .waitingFor(Wait.forLogMessage(".*latentry\\.api-key.*", 1));
            container.start();
            assertThat(container.getLogs()).contains("latentry.api-key");
        }
    }

    private GenericContainer<?> container() {
        return new GenericContainer<>(image())
                .withEnv("LATENTRY_API_KEY", KEY)
                // As docker-compose.yml has it.
                .withCreateContainerCmdModifier(command -> command.getHostConfig()
                        .withBinds(Bind.parse(volume + ":/data"))
                        .withReadonlyRootfs(true)
                        .withTmpFs(Map.of("/tmp", ""))
                        .withCapDrop(Capability.ALL)
                        .withSecurityOpts(List.of("no-new-privileges:true")))
                .withExposedPorts(8080)
                .waitingFor(Wait.forHealthcheck())
                .withStartupTimeout(Duration.ofMinutes(2));
    }

    private void removeVolumeWith(GenericContainer<?> container) {
        container
                .getDockerClient()
                .removeContainerCmd(container.getContainerId())
                .withForce(true)
                .exec();
        container.getDockerClient().removeVolumeCmd(volume).exec();
    }

    private static DockerImageName image() {
        return DockerImageName.parse(System.getProperty("latentry.image", "latentry"));
    }

    private static LatentryClient client(GenericContainer<?> container, String key) {
        return new LatentryClient("http://" + container.getHost() + ":" + container.getMappedPort(8080), key);
    }

    private static void assertPng(byte[] picture) {
        assertThat(picture).startsWith(0x89, 'P', 'N', 'G').hasSizeGreaterThan(500);
    }
}
