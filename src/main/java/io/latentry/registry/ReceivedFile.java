package io.latentry.registry;

import java.nio.file.Path;

/**
 * A file that came from elsewhere: an artifact, a ZIP of published weights, or a bare safetensors file.
 *
 * @param file which stays where it is
 * @param options what is told of a bare safetensors file
 * @param source for the model card: where it came from
 */
public record ReceivedFile(Path file, PublishedOptions options, String source) {}
