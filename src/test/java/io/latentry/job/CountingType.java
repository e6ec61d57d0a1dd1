package io.latentry.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Publishes a sum. */
class CountingType implements JobType {

    @Override
    public String name() {
        return CountingTask.NAME;
    }

    @Override
    public Map<String, String> publish(Job job, Path folder) {
        try {
            return Map.of("model", "sum-" + Files.readString(folder.resolve(CountingTask.RESULT)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
