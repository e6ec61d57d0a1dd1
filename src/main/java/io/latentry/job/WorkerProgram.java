package io.latentry.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/**
 * How to start the program that this server runs once more, whatever started it: a class path of folders and jars
 * (Maven, an IDE), a jar whose manifest names the rest (extracted image layers, Surefire), or Spring Boot's executable
 * jar, whose nested jars only its own launcher can read.
 */
final class WorkerProgram {

    private static final String NESTED_MAIN_CLASS = "Start-Class";

    private WorkerProgram() {}

    /**
     * The end of a {@code java} command line.
     *
     * @param classPath as in the system property {@code java.class.path}
     * @param mainClass used unless the class path is an executable jar, which knows its own
     */
    static List<String> arguments(String classPath, String mainClass) {
        return isExecutableJar(classPath) ? List.of("-jar", classPath) : List.of("-cp", classPath, mainClass);
    }

    private static boolean isExecutableJar(String classPath) {
        Path path = firstPath(classPath);
        if (!path.toString().equals(classPath) || !Files.isRegularFile(path)) {
            return false;
        }
        try (JarFile jar = new JarFile(path.toFile())) {
            Manifest manifest = jar.getManifest();
            return manifest != null && manifest.getMainAttributes().containsKey(new Attributes.Name(NESTED_MAIN_CLASS));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the class path " + classPath, e);
        }
    }

    private static Path firstPath(String classPath) {
        int end = classPath.indexOf(java.io.File.pathSeparatorChar);
        return Path.of(end < 0 ? classPath : classPath.substring(0, end));
    }
}
