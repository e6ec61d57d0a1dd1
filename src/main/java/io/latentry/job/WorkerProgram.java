package io.latentry.job;

import java.util.List;

/**
 * How to start the program that this server runs once more, whatever started it: a class path of folders and jars
 * (Maven, an IDE), a jar whose manifest names the rest (extracted image layers, Surefire), or Spring Boot's executable
 * jar, packed or unpacked, whose nested jars only its own launcher can find.
 */
final class WorkerProgram {

    private static final String LAUNCHER = "org.springframework.boot.loader.launch.JarLauncher";

    private WorkerProgram() {}

    /**
     * The end of a {@code java} command line.
     *
     * @param classPath as in the system property {@code java.class.path}
     * @param classes that class path's loader
     * @param mainClass the program's; Spring Boot's launcher finds it by itself
     */
    static List<String> arguments(String classPath, ClassLoader classes, String mainClass) {
        boolean launched = classes.getResource(LAUNCHER.replace('.', '/') + ".class") != null;
        return List.of("-cp", classPath, launched ? LAUNCHER : mainClass);
    }
}
