package io.latentry.evaluation;

import io.latentry.storage.DurableFiles;
import io.latentry.storage.Home;
import io.latentry.storage.OrphanSweep;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/** The documents of evaluations as files named by their ids, from which the rows can be made again. */
@Component
class EvaluationFiles {

    private static final Logger LOG = LoggerFactory.getLogger(EvaluationFiles.class);
    private static final String SUFFIX = ".json";

    private final Path folder;

    EvaluationFiles(Home home) {
        this.folder = home.evaluations();
    }

    Path of(String id) {
        return folder.resolve(id + SUFFIX);
    }

    boolean exists(String id) {
        return Files.exists(of(id));
    }

    /** Writes a document, durably. */
    void write(String id, String document) {
        try {
            Files.createDirectories(folder);
            DurableFiles.write(of(id), document.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All files with documents. */
    List<Path> list() {
        return OrphanSweep.entries(folder).stream()
                .filter(file -> file.getFileName().toString().endsWith(SUFFIX))
                .toList();
    }

    /** What the files hold, as far as it can be read and is under its own name. */
    List<Evaluation> documents(Function<String, Evaluation> reader) {
        return list().stream()
                .flatMap(file -> document(file, reader).filter(each -> file.equals(of(each.id()))))
                .toList();
    }

    private static Stream<Evaluation> document(Path file, Function<String, Evaluation> reader) {
        try {
            return Stream.of(reader.apply(Files.readString(file)));
        } catch (JacksonException e) {
            LOG.warn("{} cannot be read and is left out: {}", file, e.getOriginalMessage());
            return Stream.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
