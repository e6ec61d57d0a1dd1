package io.latentry.registry;

import java.nio.file.Path;

/**
 * A file that came from elsewhere: an artifact or published weights.
 *
 * @param file which stays where it is
 * @param options what is told of weights without a configuration
 * @param source for the model card: where it came from
 */
public record ReceivedFile(Path file, PublishedOptions options, String source) {}
