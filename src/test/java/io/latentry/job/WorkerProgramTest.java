package io.latentry.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerProgramTest {

    private static final String MAIN = "io.latentry.LatentryApplication";

    @TempDir
    private Path folder;

    @Test
    void startsFoldersAndJarsByTheirClassPath() {
        String classPath = folder + File.pathSeparator + folder.resolve("library.jar");

        assertThat(WorkerProgram.arguments(classPath, MAIN)).containsExactly("-cp", classPath, MAIN);
    }

    @Test
    void startsAJarThatNamesItsLibrariesByTheClassPath() throws IOException {
        String jar = jar("Class-Path", "lib/spring.jar");

        assertThat(WorkerProgram.arguments(jar, MAIN)).containsExactly("-cp", jar, MAIN);
    }

    @Test
    void startsAnExecutableJarByItsLauncher() throws IOException {
        String jar = jar("Start-Class", MAIN);

        assertThat(WorkerProgram.arguments(jar, MAIN)).containsExactly("-jar", jar);
    }

    private String jar(String attribute, String value) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(new Attributes.Name(attribute), value);
        Path jar = folder.resolve("latentry.jar");
        new JarOutputStream(Files.newOutputStream(jar), manifest).close();
        return jar.toString();
    }
}
