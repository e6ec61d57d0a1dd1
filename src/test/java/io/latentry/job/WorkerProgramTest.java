package io.latentry.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerProgramTest {

    private static final String MAIN = "io.latentry.LatentryApplication";

    @TempDir
    private Path folder;

    @Test
    void startsByItsMainClass() throws IOException {
        try (URLClassLoader classes = classes()) {
            assertThat(WorkerProgram.arguments("classes:library.jar", classes, MAIN))
                    .containsExactly("-cp", "classes:library.jar", MAIN);
        }
    }

    @Test
    void startsByTheLauncherOfAnExecutableJar() throws IOException {
        String launcher = "org.springframework.boot.loader.launch.JarLauncher";
        Path file = folder.resolve(launcher.replace('.', '/') + ".class");
        Files.createDirectories(file.getParent());
        Files.createFile(file);

        try (URLClassLoader classes = classes()) {
            assertThat(WorkerProgram.arguments("latentry.jar", classes, MAIN))
                    .containsExactly("-cp", "latentry.jar", launcher);
        }
    }

    private URLClassLoader classes() throws IOException {
        return new URLClassLoader(new URL[] {folder.toUri().toURL()}, null);
    }
}
